import { SynthBusy, type Synth, type RenderedSound, type SoundJob } from './synth.ts';

/** One worker, whatever it is made of. */
interface PoolWorker {
  post(message: WorkOrder): void;
  end(): Promise<void>;
}
export interface PoolWorkerEvents {
  onAnswer: (answer: WorkAnswer) => void;
  /** Called once, when the worker has died or was ended. */
  onEnd: (cause: unknown) => void;
}
export type Spawn = (events: PoolWorkerEvents) => PoolWorker;

export interface WorkOrder {
  id: number;
  job: SoundJob;
}
export type WorkAnswer = { id: number; sound: RenderedSound } | { id: number; error: string };

export interface PoolOptions {
  workers: number;
  /** Jobs waiting beyond this are refused with `SynthBusy`. */
  queueMax?: number;
  spawn: Spawn;
}

interface Pending {
  id: number;
  job: SoundJob;
  resolve(sound: RenderedSound): void;
  reject(reason: unknown): void;
}
interface Slot {
  worker: PoolWorker;
  busy: Pending | null;
}

const QUEUE_MAX = 400;

/**
 * Hands jobs to workers, first come, first served. A worker that dies fails the one job it had and is replaced;
 * a job called off while it runs costs its worker, since a render cannot be interrupted.
 */
export class WorkerPool implements Synth {
  readonly #workers: number;
  readonly #queueMax: number;
  readonly #spawn: Spawn;
  readonly #waiting: Pending[] = [];
  readonly #slots = new Set<Slot>();
  #lastId = 0;
  #isClosed = false;

  constructor({ workers, queueMax = QUEUE_MAX, spawn }: PoolOptions) {
    this.#workers = workers;
    this.#queueMax = queueMax;
    this.#spawn = spawn;
    // Warm from the start: the first job finds its workers waiting.
    for (let n = 0; n < workers; n++) this.#open();
  }

  async render(job: SoundJob, signal?: AbortSignal): Promise<RenderedSound> {
    if (this.#isClosed) throw new Error('The synthesiser is closed.');
    signal?.throwIfAborted();
    if (this.#waiting.length >= this.#queueMax)
      throw new SynthBusy(`${this.#queueMax} sounds are waiting already.`);
    const { promise, resolve, reject } = Promise.withResolvers<RenderedSound>();
    const pending: Pending = { id: ++this.#lastId, job, resolve, reject };
    const onAbort = () => {
      this.#callOff(pending);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(pending);
    this.#assign();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const reason = new Error('The synthesiser is closed.');
    for (const pending of this.#waiting.splice(0)) pending.reject(reason);
    const slots = [...this.#slots];
    this.#slots.clear();
    for (const slot of slots) release(slot)?.reject(reason);
    await Promise.all(slots.map(({ worker }) => worker.end()));
  }

  #open(): Slot {
    const slot: Slot = {
      busy: null,
      worker: this.#spawn({
        onAnswer: (answer) => {
          if (slot.busy?.id !== answer.id) return;
          const pending = release(slot);
          if ('sound' in answer) pending?.resolve(answer.sound);
          else pending?.reject(new Error(answer.error));
          this.#assign();
        },
        onEnd: (cause) => {
          this.#slots.delete(slot);
          release(slot)?.reject(new Error('The sound worker died.', { cause }));
          if (!this.#isClosed) this.#assign();
        },
      }),
    };
    this.#slots.add(slot);
    return slot;
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const idle = [...this.#slots].find((slot) => slot.busy === null);
      const slot = idle ?? (this.#slots.size < this.#workers ? this.#open() : null);
      const pending = slot && this.#waiting.shift();
      if (!slot || !pending) return;
      slot.busy = pending;
      slot.worker.post({ id: pending.id, job: pending.job });
    }
  }

  #callOff(pending: Pending): void {
    const at = this.#waiting.indexOf(pending);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      return;
    }
    for (const slot of this.#slots) {
      if (slot.busy !== pending) continue;
      slot.busy = null;
      this.#slots.delete(slot);
      void slot.worker.end();
      this.#assign();
    }
  }
}

/** The slot's job, which it has no longer. */
function release(slot: Slot): Pending | null {
  const pending = slot.busy;
  slot.busy = null;
  return pending;
}
