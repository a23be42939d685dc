import { Refusal } from '#shared/problem.ts';

import type { Clock } from '../../platform/clock.ts';
import { pause } from '../../platform/pause.ts';

/** Vendors allow 3 queries per second per task; 10 per second in all is our own manners. */
const PER_TASK = 3;
const IN_ALL = 10;
/** What programs and people ask for by themselves leaves as much to the poller. */
const ASKED_FOR = 5;
const SECOND_MS = 1000;
/** Some five seconds' worth: whoever asks faster is told so. */
const WAITING_MAX = 25;

interface Read {
  id: string;
  at: number;
  askedFor: boolean;
}

export type ReadRateLimiter = ReturnType<typeof createReadRateLimiter>;

/** The reads of the last second, whatever they were for. Times are `clock.elapsed()`. */
export function createReadRateLimiter(clock: Clock) {
  let reads: Read[] = [];
  let waiting = 0;

  const freed = (latest: Read[], limit: number, now: number) =>
    latest.length < limit ? now : (latest.at(-limit)?.at ?? now) + SECOND_MS;

  /** When each task may be read within both limits, as things stand. */
  function room(now = clock.elapsed()): (id: string) => number {
    reads = reads.filter(({ at }) => at > now - SECOND_MS);
    const ofAll = freed(reads, IN_ALL, now);
    const byTask = Map.groupBy(reads, ({ id }) => id);
    return (id) => Math.max(ofAll, freed(byTask.get(id) ?? [], PER_TASK, now));
  }

  async function turn(id: string, askedFor = false): Promise<void> {
    for (;;) {
      const now = clock.elapsed();
      const at = room(now)(id);
      const mine = reads.filter((read) => read.askedFor);
      const wait = Math.max(at, askedFor ? freed(mine, ASKED_FOR, now) : now) - now;
      if (wait <= 0) break;
      await pause(clock, wait);
    }
    reads.push({ id, at: clock.elapsed(), askedFor });
  }

  return {
    room,
    /** Resolves when this task may be read; that counts as a read. */
    turn: (id: string): Promise<void> => turn(id),
    /** The same for a read that a request waits for. @throws Refusal 429 when too many wait already */
    async turnForRequest(id: string): Promise<void> {
      if (waiting >= WAITING_MAX) {
        const message = 'The vendor is asked for too many records at once. Ask again in a few seconds.';
        throw new Refusal(429, { code: 'slow-down', message });
      }
      waiting += 1;
      await turn(id, true).finally(() => (waiting -= 1));
    },
  };
}
