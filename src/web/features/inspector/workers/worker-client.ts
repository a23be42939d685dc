import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/edit-strings.ts';
import { ExpectedSound, type ExpectedQuestion, type HandOver } from './expected-sound.ts';

/** What is needed of a Worker, so that the client runs against another message port in a test. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

/**
 * A long sound goes ahead of its job: piece by piece, since copied at once it would hold the page up,
 * or from another worker, which says by null that it has none.
 */
export type WorkerQuestion<Job> =
  | { id: number; job: Job }
  | { id: number; sound: { channels: number; length: number; sampleRate: number } }
  | { id: number; piece: { channel: number; at: number; samples: Float32Array<ArrayBuffer> } }
  | ExpectedQuestion;
export type WorkerAnswer<Result> =
  | { id: number; result: Result }
  | { id: number; failure: string }
  | { id: number; progress: number }
  | { id: number; spare: Float32Array<ArrayBuffer> };

export interface RunOptions {
  /** From 0 to 1. */
  onProgress?: (share: number) => void;
  /** Ends the job, and the worker with it. */
  signal?: AbortSignal;
  /** Handed over instead of copied. */
  transfer?: Transferable[];
}

interface Waiting<Result> {
  resolve(result: Result): void;
  reject(error: Error): void;
  onProgress?: ((share: number) => void) | undefined;
  onSpare?: (piece: Float32Array<ArrayBuffer>) => void;
}

/** Samples of all channels that are copied at once, and that a piece has: half a MB, some 3 ms of a slow phone. */
const PIECE = 2 ** 17;
/** One is filled while the worker empties the other. They come back: made anew each time, they are a sound more to clear away. */
const PIECES = 2;

/** Has jobs done by a worker, which starts when it is warmed or with the first job, and anew with the first after it died. */
export class WorkerClient<Job, Result> {
  readonly #start: () => WorkerPort;
  #port: WorkerPort | null = null;
  #lastId = 0;
  /** Nobody needs it after what it is at. */
  #isResting = false;
  readonly #waiting = new Map<number, Waiting<Result>>();
  readonly #expected = new ExpectedSound();

  constructor(start: () => WorkerPort) {
    this.#start = start;
  }

  /** The job is copied but for what `transfer` hands over. Rejects with the job's own failure, or with what ended the worker. */
  run(job: Job, { onProgress, signal, transfer = [] }: RunOptions = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const port = this.warm();
      const held = transfer.length > 0 ? null : this.#expected.claim(soundOf(job));
      const id = held ?? ++this.#lastId;
      this.#waiting.set(id, { resolve, reject, onProgress });
      signal?.addEventListener('abort', () => this.#abort(id, port, signal.reason as Error), { once: true });
      const pcm = transfer.length > 0 ? null : longSoundOf(job);
      if (held !== null) port.postMessage({ id, job: { ...job, pcm: null } }, []);
      else if (pcm === null) port.postMessage({ id, job } satisfies WorkerQuestion<Job>, transfer);
      else void this.#sendLong(port, id, job, pcm);
    });
  }

  /** Another worker has the sound of a job to come: the page copies nothing then. Null where the worker is not up for it. */
  expectSound(): HandOver | null {
    const port = this.#port;
    if (port === null || this.#isResting) return null;
    return this.#expected.expect(++this.#lastId, (question, transfer = []) =>
      port.postMessage(question, transfer),
    );
  }

  /** A job is near: its program is fetched and compiled meanwhile. */
  warm(): WorkerPort {
    this.#isResting = false;
    return (this.#port ??= this.#open());
  }

  /** Gives its memory back as soon as it has done what it is at. */
  rest(): void {
    this.#isResting = true;
    this.#restWhereIdle();
  }

  #restWhereIdle(): void {
    if (!this.#isResting || this.#waiting.size > 0) return;
    this.#port?.terminate();
    this.#port = null;
    this.#expected.forget();
  }

  async #sendLong(port: WorkerPort, id: number, job: Job, pcm: Pcm): Promise<void> {
    const { channels, sampleRate } = pcm;
    const length = lengthOf(pcm);
    const send = (question: WorkerQuestion<Job>, transfer: Transferable[] = []) =>
      port.postMessage(question, transfer);
    const free = Array.from({ length: PIECES }, () => new Float32Array(PIECE));
    let wake = () => {};
    const waiting = this.#waiting.get(id);
    if (waiting)
      waiting.onSpare = (piece) => {
        free.push(piece);
        wake();
      };
    send({ id, sound: { channels: channels.length, length, sampleRate } });
    for (const [channel, samples] of channels.entries())
      for (let at = 0; at < length; at += PIECE) {
        if (free.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const piece = free.pop();
        if (!piece || !this.#waiting.has(id)) return;
        const part = samples.subarray(at, at + PIECE);
        piece.set(part);
        send({ id, piece: { channel, at, samples: piece.subarray(0, part.length) } }, [piece.buffer]);
      }
    send({ id, job: { ...job, pcm: null } });
  }

  #open(): WorkerPort {
    const port = this.#start();
    port.addEventListener('message', ({ data }) => this.#onAnswer(data as WorkerAnswer<Result>));
    // A program that could not be fetched is an error without a message.
    port.addEventListener('error', ({ message }) => this.#onDeath(port, message || words.workerNotLoaded));
    port.addEventListener('messageerror', () => this.#onDeath(port, words.workerUnreadable));
    return port;
  }

  #onAnswer(answer: WorkerAnswer<Result>): void {
    const waiting = this.#waiting.get(answer.id);
    if ('progress' in answer) return waiting?.onProgress?.(answer.progress);
    if ('spare' in answer) return waiting?.onSpare?.(answer.spare);
    this.#waiting.delete(answer.id);
    if ('result' in answer) waiting?.resolve(answer.result);
    else waiting?.reject(new Error(answer.failure));
    this.#restWhereIdle();
  }

  #abort(id: number, port: WorkerPort, reason: Error): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    waiting.reject(reason);
    this.#onDeath(port, reason.message);
  }

  #onDeath(port: WorkerPort, why: string): void {
    if (this.#port !== port) return;
    this.#port = null;
    this.#expected.forget();
    port.terminate();
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(new Error(words.stopped(why)));
  }
}

const soundOf = (job: unknown): Pcm | null => (job as { pcm?: Pcm | null } | null)?.pcm ?? null;

function longSoundOf(job: unknown): Pcm | null {
  const pcm = soundOf(job);
  return pcm && lengthOf(pcm) * pcm.channels.length > PIECE ? pcm : null;
}
