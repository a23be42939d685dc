/** Time, handed in, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970. A person or NTP may set it back or ahead at any moment. */
  now(): number;
  /** Whole milliseconds since some start; never jumps. */
  elapsed(): number;
  /** Runs `task` once, `ms` from now; the returned function calls it off. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
  after(ms, task) {
    const timer = setTimeout(task, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};

/** A timer that throws would end the process: what it throws is reported instead. */
export const reportingClock = (clock: Clock, report: (error: unknown) => void): Clock => ({
  now: () => clock.now(),
  elapsed: () => clock.elapsed(),
  after: (ms, task) =>
    clock.after(ms, () => {
      try {
        task();
      } catch (error) {
        report(error);
      }
    }),
});
