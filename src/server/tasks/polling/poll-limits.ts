import type { Clock } from '../../platform/clock.ts';

/** Vendors allow 3 queries per second per task (upstream-api.md 2.4); 10 per second in all is our own manners. */
const PER_TASK = 3;
const IN_ALL = 10;
const SECOND_MS = 1000;

/** The reads of the last second, whatever they were for. Times are `clock.elapsed()`. */
export function createPollLimits(clock: Clock) {
  let reads: { id: string; at: number }[] = [];

  return {
    note: (id: string): void => void reads.push({ id, at: clock.elapsed() }),
    /** When each task may be read within both limits, as things stand. */
    room(now = clock.elapsed()): (id: string) => number {
      reads = reads.filter(({ at }) => at > now - SECOND_MS);
      const freed = (latest: { at: number }[], limit: number) =>
        latest.length < limit ? now : (latest.at(-limit)?.at ?? now) + SECOND_MS;
      const ofAll = freed(reads, IN_ALL);
      const byTask = Map.groupBy(reads, ({ id }) => id);
      return (id) => Math.max(ofAll, freed(byTask.get(id) ?? [], PER_TASK));
    },
  };
}
