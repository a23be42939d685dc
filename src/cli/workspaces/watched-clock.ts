import type { Clock } from '../../server/platform/clock.ts';

interface WatchedClock extends Clock {
  /** Milliseconds until the first of its timers; null when none waits. */
  nextIn: () => number | null;
}

/** A clock that knows what it was asked to wake for. */
export function watchClock(clock: Clock): WatchedClock {
  const due = new Map<object, number>();
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    after(ms, task) {
      const timer = {};
      due.set(timer, clock.elapsed() + ms);
      const callOff = clock.after(ms, () => {
        due.delete(timer);
        task();
      });
      return () => {
        due.delete(timer);
        callOff();
      };
    },
    nextIn() {
      const first = Math.min(...due.values());
      return first === Infinity ? null : Math.max(0, first - clock.elapsed());
    },
  };
}
