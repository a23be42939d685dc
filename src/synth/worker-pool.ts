import { SynthBusy, type Synth, type RenderedSound, type SoundJob } from './synth.ts';

/** One worker, whatever it is made of. `onEnd` is called once, when it has died or was ended. */
export interface Helper {
  post(message: WorkOrder): void;
  end(): Promise<void>;
}
export interface HelperEvents {
  onAnswer: (answer: WorkAnswer) => void;
  onEnd: (cause: unknown) => void;
}
export type Spawn = (events: HelperEvents) => Helper;

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
  helper: Helper;
  busy: Pending | null;
}

const QUEUE_MAX = 400;

/**
 * Hands jobs to workers, first come, first served. A worker that dies fails the one job it had and is replaced;
 * a job called off while it runs costs its worker, since a render cannot be interrupted.
 */
export function createPool({ workers, queueMax = QUEUE_MAX, spawn }: PoolOptions): Synth {
  const waiting: Pending[] = [];
  const slots = new Set<Slot>();
  let lastId = 0;
  let closed = false;

  const settle = (slot: Slot): Pending | null => {
    const pending = slot.busy;
    slot.busy = null;
    return pending;
  };

  const open = (): void => {
    const slot: Slot = {
      busy: null,
      helper: spawn({
        onAnswer(answer) {
          if (slot.busy?.id !== answer.id) return;
          const pending = settle(slot);
          if ('sound' in answer) pending?.resolve(answer.sound);
          else pending?.reject(new Error(answer.error));
          hand();
        },
        onEnd(cause) {
          slots.delete(slot);
          settle(slot)?.reject(new Error('The sound worker died.', { cause }));
          if (!closed && waiting.length > 0) hand();
        },
      }),
    };
    slots.add(slot);
  };

  const hand = (): void => {
    while (waiting.length > 0) {
      let idle = [...slots].find((slot) => slot.busy === null);
      if (!idle && slots.size < workers) {
        open();
        idle = [...slots].find((slot) => slot.busy === null);
      }
      const pending = idle && waiting.shift();
      if (!idle || !pending) return;
      idle.busy = pending;
      idle.helper.post({ id: pending.id, job: pending.job });
    }
  };

  const callOff = (pending: Pending): void => {
    const at = waiting.indexOf(pending);
    if (at >= 0) {
      waiting.splice(at, 1);
      return;
    }
    for (const slot of slots) {
      if (slot.busy !== pending) continue;
      slot.busy = null;
      slots.delete(slot);
      void slot.helper.end();
      hand();
    }
  };

  // Warm from the start: the first job finds its workers waiting.
  for (let n = 0; n < workers; n++) open();

  return {
    render(job, signal) {
      return new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('The synthesiser is closed.'));
          return;
        }
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        if (waiting.length >= queueMax) {
          reject(new SynthBusy(`${queueMax} sounds are waiting already.`));
          return;
        }
        const onAbort = () => {
          callOff(pending);
          pending.reject(signal?.reason);
        };
        const finish = () => signal?.removeEventListener('abort', onAbort);
        const pending: Pending = {
          id: ++lastId,
          job,
          resolve(sound) {
            finish();
            resolve(sound);
          },
          reject(reason) {
            finish();
            reject(reason);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(pending);
        hand();
      });
    },
    async close() {
      closed = true;
      const reason = new Error('The synthesiser is closed.');
      for (const pending of waiting.splice(0)) pending.reject(reason);
      const open = [...slots];
      slots.clear();
      for (const slot of open) settle(slot)?.reject(reason);
      await Promise.all(open.map((slot) => slot.helper.end()));
    },
  };
}
