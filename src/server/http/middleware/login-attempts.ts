import type { Clock } from '../../platform/clock.ts';

const WRONG_MAX = 10;
const WINDOW_MS = 60_000;
/** Memory for this many askers; beyond it all are counted as one. */
const ADDRESSES_MAX = 10_000;

/** Counts wrong tries per asker in one window of a minute. */
export function createAttempts(clock: Clock) {
  const wrong = new Map<string, { count: number; until: number }>();

  function bucketOf(address: string): string {
    if (wrong.has(address) || wrong.size < ADDRESSES_MAX) return address;
    for (const [key, { until }] of wrong) if (until <= clock.now()) wrong.delete(key);
    return wrong.size < ADDRESSES_MAX ? address : 'everyone else';
  }

  return {
    /** Seconds this asker has to wait; 0 when it may try. */
    waitS(address: string): number {
      const entry = wrong.get(bucketOf(address));
      if (!entry || entry.count < WRONG_MAX) return 0;
      return Math.max(0, Math.ceil((entry.until - clock.now()) / 1000));
    },
    count(address: string): void {
      const bucket = bucketOf(address);
      const entry = wrong.get(bucket);
      if (entry && entry.until > clock.now()) entry.count += 1;
      else wrong.set(bucket, { count: 1, until: clock.now() + WINDOW_MS });
    },
    forget(address: string): void {
      wrong.delete(address);
    },
  };
}
