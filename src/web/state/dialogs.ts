import { createStore, useStore } from '../lib/create-store.ts';

export type DialogName =
  | 'ideas'
  | 'vary'
  | 'code'
  | 'paste'
  | 'palette'
  | 'shortcuts'
  | 'batch'
  | 'connections'
  | 'add-key';

export interface OpenDialog {
  name: DialogName;
  /** The text it opens with, for instance what was pasted. */
  text: string;
}

/** What was asked for: its code may still be on its way. */
export const openedDialog = createStore<OpenDialog | null>(null);

/** One dialog is open at a time. */
export const openDialog = (name: DialogName, text = ''): void => openedDialog.set({ name, text });
export const closeDialog = (): void => openedDialog.set(null);
export const useDialog = (): OpenDialog | null => useStore(openedDialog);
