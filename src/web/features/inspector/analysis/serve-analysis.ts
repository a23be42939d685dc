import { analyse } from './analyse.ts';
import type { AnalysisReply, AnalysisRequest } from './analysis-messages.ts';

/** Answers analysis requests, one after the other so that two do not halve each other's speed. */
export function serveAnalysis(reply: (message: AnalysisReply) => void) {
  const running = new Map<number, AbortController>();
  let queue: Promise<void> = Promise.resolve();

  async function run(
    { id, channels, sampleRate, asked }: AnalysisRequest & { type: 'analyse' },
    signal: AbortSignal,
  ) {
    try {
      const report = await analyse({ channels, sampleRate }, asked, {
        signal,
        onProgress: (done) => reply({ type: 'progress', id, done }),
        // A task, not a microtask: a cancel that waits in the inbox is read here.
        pause: () => new Promise((resolve) => setTimeout(resolve)),
      });
      reply({ type: 'done', id, report });
    } catch (error) {
      if (signal.aborted) reply({ type: 'cancelled', id });
      else reply({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(id);
    }
  }

  return (request: AnalysisRequest): Promise<void> => {
    if (request.type === 'cancel') {
      running.get(request.id)?.abort();
      return Promise.resolve();
    }
    const controller = new AbortController();
    running.set(request.id, controller);
    queue = queue.then(() => run(request, controller.signal));
    return queue;
  };
}
