import type { TakeEdit } from '#shared/take-edits.ts';

import { durationOf, type Pcm } from '../../../../audio/pcm.ts';
import { beatsOf, speedOf, transposed, tunedBy } from './tune.ts';

/** A step without what the list gives it. */
export type NewEdit = TakeEdit extends infer Edit
  ? Edit extends TakeEdit
    ? Omit<Edit, 'id' | 'on'>
    : never
  : never;

export const newEditId = (): string => crypto.randomUUID().slice(0, 8);

/** A step that makes it the tempo, told in beats where its length is. */
export const stretchTo = (pcm: Pcm, from: number, to: number, isLoop: boolean): NewEdit => ({
  kind: 'stretch',
  from,
  to,
  beats: beatsOf(durationOf(pcm), from),
  loop: isLoop,
});

/** The step as the list holds it; `before` made the sound that it was chosen on. */
export const asStep = (edit: NewEdit, before: readonly TakeEdit[]): TakeEdit => ({
  ...edit,
  ...originalOf(edit, before),
  id: newEditId(),
  on: true,
});

function originalOf(edit: NewEdit, before: readonly TakeEdit[]): object {
  if (edit.kind === 'stretch') return { original: edit.from / speedOf(before) };
  if (edit.kind === 'bars') return { original: edit.bpm / speedOf(before) };
  if (edit.kind !== 'pitch' || edit.from === undefined) return {};
  const { semitones } = tunedBy(before, { bpm: null, key: null });
  return { original: transposed(edit.from, -semitones) };
}
