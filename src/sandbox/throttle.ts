import type { Clock } from '../server/platform/clock.ts';
import { VendorRefusal } from './wording.ts';

export interface Throttle {
  /** @throws VendorRefusal when there were too many; that one does not count */
  count(): void;
}

/** At most `count` new tasks in any `perMs`, as vendors count them; null: as many as come. */
export function createThrottle(clock: Clock, pace: { count: number; perMs: number } | null): Throttle {
  let times: number[] = [];
  return {
    count() {
      if (!pace) return;
      const now = clock.elapsed();
      times = times.filter((time) => time > now - pace.perMs);
      if (times.length >= pace.count) throw new VendorRefusal('too-fast');
      times.push(now);
    },
  };
}
