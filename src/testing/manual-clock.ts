import type { Clock } from '../server/platform/clock.ts';

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due, in order; what that starts may fall due too. */
  advance(ms: number): Promise<void>;
  /** Sets the time of day ahead or, below zero, back, as a person or NTP does: nothing falls due by it. */
  set(ms: number): void;
  /** How long it is until each of the timers that wait, milliseconds. */
  waiting(): number[];
  /** Drops what was to come, as a crash does. */
  forget(): void;
}

export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  let offset = start;
  let timers: { at: number; task: () => void }[] = [];
  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    after(ms, task) {
      const timer = { at: elapsed + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    set: (ms) => void (offset += ms),
    waiting: () => timers.map(({ at }) => at - elapsed),
    forget() {
      timers = [];
    },
    async advance(ms) {
      const until = elapsed + ms;
      for (;;) {
        await settle();
        const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        elapsed = next.at;
        timers = timers.filter((other) => other !== next);
        next.task();
      }
      elapsed = until;
      await settle();
    },
  };
}

/** Lets promises and file calls under way go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
