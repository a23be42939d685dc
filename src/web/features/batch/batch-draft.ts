import { emptySound } from '#shared/empty-sound.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';

import { createStore } from '../../lib/create-store.ts';
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

/** What is being made; it stays after sending and closing, for as long as the page lives. */
export const batchDraft = createStore<BatchDraft>({
  way: 'grid',
  grid: { prompts: '', keys: [], tempos: '', loops: [], copies: 1 },
  csv: '',
  encoding: null,
  model: emptySound.model,
  lyrics: false,
  hasCallback: false,
});
