import type { Clock } from '../platform/clock.ts';
import { pause } from '../platform/pause.ts';

/** Tasks changed in one go: some 20 ms. */
const SLICE = 50;

/**
 * Does long work a few at a time, so that others are answered in between.
 * @returns resolves when all is done; the first slice is done at once
 */
export async function inSlices<Item>(
  items: readonly Item[],
  clock: Clock,
  work: (slice: readonly Item[]) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await pause(clock, 0);
    work(items.slice(from, from + SLICE));
  }
}
