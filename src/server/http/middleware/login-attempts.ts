import type { Clock } from '../../platform/clock.ts';

const WRONG_MAX = 10;
const WINDOW_MS = 60_000;
/** Memory for this many addresses; beyond it all are counted as one. */
const ADDRESSES_MAX = 10_000;

/** Counts wrong tries per address in windows of a minute. */
export class LoginAttempts {
  readonly #clock: Clock;
  readonly #wrong = new Map<string, { count: number; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns seconds until another wrong try is answered as such; 0 while this one is */
  countWrong(address: string): number {
    const now = this.#clock.now();
    const key = this.#keyOf(address, now);
    const known = this.#wrong.get(key);
    const isRunning = known !== undefined && known.until > now && known.until - now <= WINDOW_MS;
    const { count, until } = isRunning ? known : { count: 0, until: now + WINDOW_MS };
    this.#wrong.set(key, { count: count + 1, until });
    return count < WRONG_MAX ? 0 : Math.ceil((until - now) / 1000);
  }

  #keyOf(address: string, now: number): string {
    if (this.#wrong.has(address) || this.#wrong.size < ADDRESSES_MAX) return address;
    for (const [key, { until }] of this.#wrong) if (until <= now) this.#wrong.delete(key);
    return this.#wrong.size < ADDRESSES_MAX ? address : 'everyone else';
  }
}
