import type { Clock } from './clock.ts';

/** Waits; rejects with the signal's reason as soon as it is called off. */
export const pause = (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const leave = () => {
      callOff();
      reject(signal?.reason as Error);
    };
    const callOff = clock.after(ms, () => {
      signal?.removeEventListener('abort', leave);
      resolve();
    });
    signal?.addEventListener('abort', leave, { once: true });
  });

/** Waits for `work`, but no longer than that. */
export async function waitAtMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  let callOff = () => {};
  const patience = new Promise<void>((resolve) => (callOff = clock.after(ms, resolve)));
  try {
    await Promise.race([work, patience]);
  } finally {
    callOff();
  }
}
