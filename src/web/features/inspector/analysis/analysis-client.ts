import type { Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/edit-strings.ts';
import type { Asked, Report } from './analyse.ts';
import type { AnalysisReply, AnalysisRequest } from './analysis-messages.ts';

/** What is needed of a Worker, so that the same client runs against one in a test. */
export interface AnalysisPort {
  postMessage(message: AnalysisRequest, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: AnalysisReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { message: string }) => void): void;
}

export interface Analyst {
  /** Leaves `pcm` as it is; rejects with the signal's reason when called off. */
  analyse(
    pcm: Pcm,
    asked: Asked,
    options?: { signal?: AbortSignal; onProgress?: (done: number) => void },
  ): Promise<Report>;
}

interface Waiting {
  resolve(report: Report): void;
  reject(error: unknown): void;
  onProgress: ((done: number) => void) | undefined;
  signal: AbortSignal | undefined;
}

export function createAnalyst(port: AnalysisPort): Analyst {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  port.addEventListener('message', ({ data }) => {
    const task = waiting.get(data.id);
    if (!task) return;
    if (data.type === 'progress') return task.onProgress?.(data.done);
    waiting.delete(data.id);
    if (data.type === 'done') task.resolve(data.report);
    else if (data.type === 'cancelled') task.reject(task.signal?.reason);
    else task.reject(new Error(data.message));
  });
  port.addEventListener('error', ({ message }) => {
    for (const task of waiting.values()) task.reject(new Error(words.stopped(message)));
    waiting.clear();
  });

  return {
    analyse: (pcm, asked, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const id = ++lastId;
        waiting.set(id, { resolve, reject, onProgress, signal });
        signal?.addEventListener('abort', () => port.postMessage({ type: 'cancel', id }, []), { once: true });
        const channels = pcm.channels.map((channel) => channel.slice());
        const { sampleRate } = pcm;
        port.postMessage(
          { type: 'analyse', id, channels, sampleRate, asked },
          channels.map((channel) => channel.buffer),
        );
      }),
  };
}
