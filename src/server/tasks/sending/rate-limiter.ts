import type { Pace } from '#shared/connection.ts';
import { PACE_GUARD } from '#shared/limits.ts';

import type { SendLog } from '../../db/send-log.ts';
import type { Clock } from '../../platform/clock.ts';

export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** A sliding window of sends. Its log is on disk, so a restart does not forget what the account has used. */
export function createRateLimiter(log: SendLog, clock: Clock, first: Pace) {
  let pace = first;
  const windowMs = () => Math.ceil(pace.perMs * PACE_GUARD);
  /** No send before this: the vendor has just said "slow down". */
  let pausedUntil = 0;

  /** Sends in the future, by a clock that was set back since, and when each was first seen there. */
  const future = new Map<number, number>();

  /** The latest sends, oldest first. One in the future counts as of when it was first seen. */
  function latest(): number[] {
    const now = clock.now();
    return log
      .latest(pace.count)
      .map(asPast)
      .sort((a, b) => a - b);

    function asPast(at: number): number {
      if (at <= now) return at;
      const seenAt = Math.min(future.get(at) ?? now, now);
      future.set(at, seenAt);
      return seenAt;
    }
  }

  /** The first `n` moments at which a send may leave, from now on. */
  function slots(n: number): number[] {
    const { count } = pace;
    const history = latest();
    const now = clock.now();
    const found: number[] = [];
    for (let i = 0; i < n; i++) {
      const freed = history.length < count ? 0 : (history[history.length - count] ?? 0) + windowMs();
      const at = Math.max(now, pausedUntil, freed);
      history.push(at);
      found.push(at);
    }
    return found;
  }

  return {
    pace: () => pace,
    setPace: (next: Pace): void => void (pace = next),
    slots,
    nextAt: (): number => slots(1)[0] ?? clock.now(),
    /** Call it in the transaction that marks the task as sending. */
    record(): void {
      const now = clock.now();
      log.forgetBefore(now - windowMs());
      log.add(now);
    },
    /** Nothing is sent for this long. */
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}
