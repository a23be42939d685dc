import type { Clock } from '../../platform/clock.ts';
import { waitAtMost } from '../../platform/pause.ts';
import type { Balance, Vendor } from '../../vendor/vendor.ts';

/** The balance is the vendor's and others may spend it too: a read older than this is read again. */
const FRESH_MS = 30_000;
/** Nobody waits longer than this for a balance: the last one known will do until the new one comes. */
const PATIENCE_MS = 1000;

export type Credits = ReturnType<typeof createCredits>;

/** The last balance the vendor told; `onLate` when one comes that was not waited for. */
export function createCredits(vendor: Pick<Vendor, 'readBalance'>, clock: Clock, onLate: () => void) {
  let credits: number | null = null;
  /** Epoch ms of the last one told. */
  let toldAt: number | null = null;
  let readAt = -Infinity;
  let reading: Promise<Balance> | null = null;

  async function read(): Promise<Balance> {
    reading ??= vendor.readBalance().finally(() => {
      reading = null;
      readAt = clock.elapsed();
    });
    const balance = await reading;
    if (balance.credits !== null) {
      credits = balance.credits;
      toldAt = clock.now();
    }
    return balance;
  }

  async function current(): Promise<number | null> {
    if (clock.elapsed() - readAt < FRESH_MS) return credits;
    const before = credits;
    let isLate = false;
    const tellLate = async () => {
      await read();
      if (credits !== before && isLate) onLate();
    };
    await waitAtMost(clock, PATIENCE_MS, tellLate());
    isLate = true;
    return credits;
  }

  return {
    known: () => credits,
    /** Epoch ms at which the known balance was told; null when none was. */
    toldAt: () => toldAt,
    current,
    read,
    /** Another key may be another account. */
    forget(): void {
      credits = null;
      toldAt = null;
      readAt = -Infinity;
    },
  };
}
