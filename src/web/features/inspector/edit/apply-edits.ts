import type { TakeEdit } from '#shared/take-edits.ts';

import { durationOf, type Pcm } from '../../../../audio/pcm.ts';
import { applyEdit, type Stretcher } from './edit-steps.ts';

/** What a step did, or why it could not. */
export interface StepOutcome {
  id: string;
  note: string | null;
  problem: string | null;
  /** Length after it. */
  seconds: number;
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
    if (made.kind === 'done') pcm = made.pcm;
    steps.push({
      id: edit.id,
      note: made.kind === 'done' ? (made.note ?? null) : null,
      problem: made.kind === 'cannot' ? made.reason : null,
      seconds: durationOf(pcm),
    });
  });
  return { pcm, steps };
}
