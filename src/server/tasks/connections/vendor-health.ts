import type { Problem } from '#shared/problem.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Vendor } from '../../vendor/vendor.ts';

/** One missed answer happens; so many in a row mean that the vendor is away. */
const MISSES = 2;

export interface VendorHealth {
  /** Epoch ms of the first answer missed; null while the vendor answers. */
  silentSince: () => number | null;
  /** Epoch ms since when the key is refused; null while it is taken. */
  keyRefusedSince: () => number | null;
  /** What was told of the key before says nothing of the new one. */
  takeNewKey: () => void;
  /** Its last answer came within so many milliseconds, and nothing failed since. */
  answeredWithin: (ms: number) => boolean;
}

export const isSilence = ({ code, vendorCode }: Problem): boolean =>
  vendorCode === undefined && (code === 'unreachable' || code === 'outcome-unknown');

/** The same vendor, listened to: `onChange` hears when it falls silent or refuses the key, and when that ends. */
export function watchVendorHealth(vendor: Vendor, clock: Clock, onChange: () => void): Vendor & VendorHealth {
  let misses = 0;
  let firstMissAt: number | null = null;
  let keyRefusedAt: number | null = null;
  /** A key may read and not send: only a send takes back what a send was told. */
  let isSendRefused = false;
  /** By `clock.elapsed()`. */
  let answeredAt = -Infinity;

  function noteContact(problem: Problem | null): void {
    answeredAt = problem !== null && isSilence(problem) ? -Infinity : clock.elapsed();
  }

  function note(problem: Problem | null, isSend = false): void {
    noteContact(problem);
    const [wasSilent, wasRefused] = [misses >= MISSES, keyRefusedAt !== null];
    if (problem === null || !isSilence(problem)) {
      misses = 0;
      firstMissAt = null;
      const isRefused = problem?.code === 'unauthorized';
      if (isRefused) keyRefusedAt ??= clock.now();
      else if (isSend || !isSendRefused) keyRefusedAt = null;
      isSendRefused = keyRefusedAt !== null && (isSendRefused || (isSend && isRefused));
    } else {
      misses++;
      firstMissAt ??= clock.now();
    }
    if (wasSilent !== misses >= MISSES || wasRefused !== (keyRefusedAt !== null)) onChange();
  }

  return {
    ...vendor,
    async send(request, options) {
      const outcome = await vendor.send(request, options);
      note(outcome.kind === 'accepted' ? null : outcome.problem, true);
      return outcome;
    },
    async readRecord(taskId) {
      const outcome = await vendor.readRecord(taskId);
      note(outcome.kind === 'unanswered' ? outcome.problem : null);
      return outcome;
    },
    async readBalance() {
      const balance = await vendor.readBalance();
      noteContact(balance.problem);
      // Not every host has a balance to tell: its silence says nothing of its sends.
      if (balance.problem === null || balance.problem.code === 'unauthorized') note(balance.problem);
      return balance;
    },
    silentSince: () => (misses >= MISSES ? firstMissAt : null),
    keyRefusedSince: () => keyRefusedAt,
    takeNewKey() {
      keyRefusedAt = null;
      isSendRefused = false;
    },
    answeredWithin: (ms) => clock.elapsed() - answeredAt < ms,
  };
}
