import type { TakeEdit } from '#shared/take-edits.ts';

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import type { LoopPoints } from './edit-seam.ts';
import { applyEdit, type Stretcher } from './edit-steps.ts';

/** What a step did, or why it could not. */
export interface StepOutcome {
  id: string;
  note: string | null;
  problem: string | null;
  /** The part of the sound before it that it is made of, and how long it came out; in samples. */
  kept: LoopPoints;
  length: number;
}

export interface AppliedEdits {
  pcm: Pcm;
  steps: StepOutcome[];
}

/** All steps that are on, in their order. A step that cannot be done is passed over and says why. */
export function applyEdits(
  original: Pcm,
  edits: readonly TakeEdit[],
  stretcher: Stretcher,
  onStep: (index: number) => void = () => {},
): AppliedEdits {
  let pcm = original;
  const steps: StepOutcome[] = [];
  edits.forEach((edit, index) => {
    onStep(index);
    if (!edit.on) return;
    const made = applyEdit(pcm, edit, stretcher);
    const whole = { start: 0, end: lengthOf(pcm) };
    if (made.kind === 'done') pcm = made.pcm;
    steps.push({
      id: edit.id,
      note: made.kind === 'done' ? (made.note ?? null) : null,
      problem: made.kind === 'cannot' ? made.reason : null,
      kept: (made.kind === 'done' && made.kept) || whole,
      length: lengthOf(pcm),
    });
  });
  return { pcm, steps };
}
