import { isUnheard, type TakeEdit } from '#shared/take-edits.ts';

import { inPlace } from './tune.ts';

/** A list of edits with what it was before, and what was undone. */
export interface EditHistory {
  past: readonly (readonly TakeEdit[])[];
  edits: readonly TakeEdit[];
  future: readonly (readonly TakeEdit[])[];
}

const UNDO_MAX = 100;

export const historyOf = (edits: readonly TakeEdit[]): EditHistory => ({ past: [], edits, future: [] });

export const changed = ({ past, edits }: EditHistory, next: readonly TakeEdit[]): EditHistory => ({
  past: [...past, edits].slice(-UNDO_MAX),
  edits: next,
  future: [],
});

export function undone({ past, edits, future }: EditHistory): EditHistory {
  const before = past.at(-1);
  return before
    ? { past: past.slice(0, -1), edits: before, future: [edits, ...future] }
    : { past, edits, future };
}

/**
 * Without what is being made: the last change is taken back; where that changed no sound, or an earlier visit made it, the
 * last step is off.
 */
export function stopped(history: EditHistory): EditHistory {
  const { past, edits } = history;
  const last = edits.findLast(isAudible);
  const before = past.at(-1);
  if (!last || (before && stepsKey(before) !== stepsKey(edits))) return undone(history);
  return changed(history, withOn(edits, last.id, false));
}

export function redone({ past, edits, future }: EditHistory): EditHistory {
  const [next, ...rest] = future;
  return next ? { past: [...past, edits], edits: next, future: rest } : { past, edits, future };
}

/** The step at `from` moved to `to`. */
export function moved(edits: readonly TakeEdit[], from: number, to: number): readonly TakeEdit[] {
  const step = edits[from];
  if (!step || to < 0 || to >= edits.length) return edits;
  const rest = edits.filter((_, at) => at !== from);
  return [...rest.slice(0, to), step, ...rest.slice(to)];
}

export const withOn = (edits: readonly TakeEdit[], id: string, on: boolean): readonly TakeEdit[] =>
  edits.map((edit) => (edit.id === id ? { ...edit, on } : edit));

export const without = (edits: readonly TakeEdit[], id: string): readonly TakeEdit[] =>
  edits.filter((edit) => edit.id !== id);

const isAudible = (edit: TakeEdit): boolean => edit.on && !isUnheard(edit);

/** Whether any step changes what is heard. */
export const hasAudible = (edits: readonly TakeEdit[]): boolean => edits.some(isAudible);

/** Whether it is written as a loop: by its last step that says so, else as it was asked for. */
export const isMeantLoop = (edits: readonly TakeEdit[], asked: { loop: boolean }): boolean =>
  edits.reduce((isLoop, edit) => (edit.kind === 'meant' && edit.on ? edit.loop : isLoop), asked.loop);

/** Steps that change what is heard, as they stand after one another. */
export const audible = (edits: readonly TakeEdit[]): readonly TakeEdit[] => inPlace(edits.filter(isAudible));

/** The same for lists that make the same sound. */
export const stepsKey = (edits: readonly TakeEdit[]): string => JSON.stringify(audible(edits));
