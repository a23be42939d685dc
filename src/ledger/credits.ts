import type { Clock } from '#contract/clock.ts';

import type { Upstream } from '../upstream/upstream.ts';

/** The balance is the vendor's and others may spend it too: a read older than this is read again. */
const FRESH_MS = 30_000;

export type Credits = ReturnType<typeof createCredits>;

/** The last balance the vendor told. */
export function createCredits(upstream: Upstream, clock: Clock) {
  let balance: number | null = null;
  let readAt = -Infinity;
  let reading: Promise<number | null> | null = null;

  async function read(): Promise<number | null> {
    reading ??= upstream.readCredits().finally(() => {
      reading = null;
      readAt = clock.now();
    });
    balance = (await reading) ?? balance;
    return balance;
  }

  return {
    known: () => balance,
    current: (): Promise<number | null> =>
      clock.now() - readAt < FRESH_MS ? Promise.resolve(balance) : read(),
    read,
  };
}
