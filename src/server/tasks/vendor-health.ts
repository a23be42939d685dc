import type { Problem } from '#shared/problem.ts';

import type { Clock } from '../platform/clock.ts';
import type { Vendor } from '../vendor/vendor.ts';

/** One missed answer happens; so many in a row mean that the vendor is away. */
const MISSES = 2;

export interface VendorHealth {
  /** Epoch ms of the first answer missed; null while the vendor answers. */
  silentSince: () => number | null;
}

const isSilence = ({ code, vendorCode }: Problem): boolean =>
  vendorCode === undefined && (code === 'unreachable' || code === 'outcome-unknown');

/** The same vendor, listened to: `onChange` hears when it falls silent and when it answers again. */
export function watchVendorHealth(vendor: Vendor, clock: Clock, onChange: () => void): Vendor & VendorHealth {
  let misses = 0;
  let firstMissAt: number | null = null;

  function note(problem: Problem | null): void {
    const was = misses >= MISSES;
    if (problem === null || !isSilence(problem)) {
      misses = 0;
      firstMissAt = null;
    } else {
      misses++;
      firstMissAt ??= clock.now();
    }
    if (was !== misses >= MISSES) onChange();
  }

  return {
    ...vendor,
    async send(request, options) {
      const outcome = await vendor.send(request, options);
      note(outcome.kind === 'accepted' ? null : outcome.problem);
      return outcome;
    },
    async readRecord(taskId) {
      const outcome = await vendor.readRecord(taskId);
      note(outcome.kind === 'unanswered' ? outcome.problem : null);
      return outcome;
    },
    async readCredits() {
      const credits = await vendor.readCredits();
      if (credits !== null) note(null);
      return credits;
    },
    openAudio: (url, signal) => vendor.openAudio(url, signal),
    silentSince: () => (misses >= MISSES ? firstMissAt : null),
  };
}
