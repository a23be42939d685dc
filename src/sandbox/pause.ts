import type { Clock } from '../server/platform/clock.ts';

/** Waits; rejects with the signal's reason as soon as it is called off. */
export const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const leave = () => {
      callOff();
      reject(signal.reason as Error);
    };
    const callOff = clock.after(ms, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    signal.addEventListener('abort', leave, { once: true });
  });
