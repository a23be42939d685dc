import { isBlank } from '#shared/blank.ts';
import { emptySound } from '#shared/empty-sound.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';

import { createStore } from '../../lib/create-store.ts';
import { draftBeforeReload, keepDraft } from './batch-draft-storage.ts';
import type { TextEncoding } from './csv/decode-text.ts';

/** What a person entered into the grid, as text where it is text. */
export interface GridEntry {
  prompts: string;
  keys: readonly SoundKey[];
  tempos: string;
  loops: readonly boolean[];
  /** Of each, one after the other. */
  copies: number;
}

export type BatchWay = 'grid' | 'csv';
export interface BatchDraft {
  way: BatchWay;
  grid: GridEntry;
  csv: string;
  encoding: TextEncoding | null;
  model: string;
  lyrics: boolean;
  /** The callback of the form goes with each. */
  hasCallback: boolean;
}

const EMPTY: BatchDraft = {
  way: 'grid',
  grid: { prompts: '', keys: [], tempos: '', loops: [], copies: 1 },
  csv: '',
  encoding: null,
  model: emptySound.model,
  lyrics: false,
  hasCallback: false,
};

/** What is being made; it stays after sending and closing, and over a reload of its tab. */
export const batchDraft = createStore<BatchDraft>(EMPTY, {
  read: () => ({ ...EMPTY, ...draftBeforeReload<BatchDraft>() }),
  start: (store) => keepDraft(store.get),
});

/** Cells were pasted where prompts are written. */
export function readPromptsAsTable(): void {
  const { grid, csv, ...draft } = batchDraft.get();
  const rows = [csv, grid.prompts].filter((text) => !isBlank(text)).join('\n');
  batchDraft.set({ ...draft, way: 'csv', csv: rows, encoding: null, grid: { ...grid, prompts: '' } });
}
