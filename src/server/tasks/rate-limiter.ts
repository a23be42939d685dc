import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/sql.ts';

/** The vendor counts at its own end, where our requests arrive with jitter: the window is taken a little longer. */
const GUARD = 1.05;

export interface Pace {
  count: number;
  perMs: number;
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** A sliding window of sends, kept on disk so that a restart does not forget what the account has used. */
export function createRateLimiter(sql: Sql, clock: Clock, upstream: string, { count, perMs }: Pace) {
  const windowMs = Math.ceil(perMs * GUARD);
  const add = sql.prepare('INSERT INTO sends (at, upstream) VALUES (?, ?)');
  const forget = sql.prepare('DELETE FROM sends WHERE upstream = ? AND at < ?');
  const recent = sql.prepare('SELECT at FROM sends WHERE upstream = ? ORDER BY at DESC LIMIT ?');
  const nth = sql.prepare('SELECT at FROM sends WHERE upstream = ? ORDER BY at DESC LIMIT 1 OFFSET ?');
  /** Nobody sends before this: the vendor has just said "slow down". */
  let pausedUntil = 0;

  const times = (): number[] =>
    (recent.all(upstream, count) as { at: number }[]).map(({ at }) => at).toReversed();

  /** The first `n` moments at which a send may leave, from now on. */
  function slots(n: number): number[] {
    const history = times();
    const found: number[] = [];
    for (let i = 0; i < n; i++) {
      const freed = history.length < count ? 0 : (history[history.length - count] ?? 0) + windowMs;
      const at = Math.max(clock.now(), pausedUntil, freed);
      history.push(at);
      found.push(at);
    }
    return found;
  }

  return {
    limit: { count, perMs },
    slots,
    nextAt(): number {
      const last = nth.get(upstream, count - 1) as { at: number } | undefined;
      return Math.max(clock.now(), pausedUntil, last ? last.at + windowMs : 0);
    },
    /** Call it in the transaction that marks the task as sending. */
    record(): void {
      const now = clock.now();
      forget.run(upstream, now - windowMs);
      add.run(now, upstream);
    },
    pauseUntil(at: number): void {
      pausedUntil = Math.max(pausedUntil, at);
    },
  };
}
