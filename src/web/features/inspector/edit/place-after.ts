import type { StepOutcome } from './apply-edits.ts';

export type MadeStep = Pick<StepOutcome, 'kept' | 'length'>;

/** Where a place of the original is after these steps, in samples, which may be before the start or behind the end. */
export const placeAfter = (sample: number, steps: readonly MadeStep[]): number =>
  Math.round(
    steps.reduce((at, { kept, length }) => ((at - kept.start) * length) / (kept.end - kept.start), sample),
  );
