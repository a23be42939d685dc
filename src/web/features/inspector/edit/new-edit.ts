import type { TakeEdit } from '#shared/take-edits.ts';

/** A step without what the list gives it. */
export type NewEdit = TakeEdit extends infer Edit
  ? Edit extends TakeEdit
    ? Omit<Edit, 'id' | 'on'>
    : never
  : never;

export const newEditId = (): string => crypto.randomUUID().slice(0, 8);

/** The step as the list holds it. */
export const asStep = (edit: NewEdit): TakeEdit => ({ ...edit, id: newEditId(), on: true });
