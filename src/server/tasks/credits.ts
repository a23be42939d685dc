import type { Clock } from '../platform/clock.ts';
import type { Vendor } from '../vendor/vendor.ts';

/** The balance is the vendor's and others may spend it too: a read older than this is read again. */
const FRESH_MS = 30_000;
/** Nobody waits longer than this for a balance: the last one known will do until the new one comes. */
const PATIENCE_MS = 1000;

export type Credits = ReturnType<typeof createCredits>;

/** The last balance the vendor told; `onLate` when one comes that was not waited for. */
export function createCredits(vendor: Vendor, clock: Clock, onLate: () => void) {
  let balance: number | null = null;
  let readAt = -Infinity;
  let reading: Promise<number | null> | null = null;

  async function read(): Promise<number | null> {
    reading ??= vendor.readCredits().finally(() => {
      reading = null;
      readAt = clock.elapsed();
    });
    balance = (await reading) ?? balance;
    return balance;
  }

  async function current(): Promise<number | null> {
    if (clock.elapsed() - readAt < FRESH_MS) return balance;
    const before = balance;
    let isLate = false;
    let callOff = () => {};
    const patience = new Promise<void>((resolve) => {
      callOff = clock.after(PATIENCE_MS, () => {
        isLate = true;
        resolve();
      });
    });
    const tellLate = async () => {
      if ((await read()) !== before && isLate) onLate();
    };
    await Promise.race([tellLate(), patience]);
    callOff();
    return balance;
  }

  return { known: () => balance, current, read };
}
