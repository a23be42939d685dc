import { useDeferredValue, useEffect, useMemo, useState } from 'react';

import { isBlank } from '#shared/blank.ts';
import { isBpm } from '#shared/bpm.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { crossGrid, type Crossed } from './cross-grid.ts';
import type { TextEncoding } from './decode-text.ts';
import type { GridEntry } from './grid-fields.tsx';
import type { CsvRead, readCsv } from './read-csv.ts';
import { readTempos } from './read-tempos.ts';

export type BatchWay = 'grid' | 'csv';
export interface BatchDraft {
  way: BatchWay;
  grid: GridEntry;
  csv: string;
  encoding: TextEncoding | null;
  model: string;
  lyrics: boolean;
}

const NONE: Crossed = { requests: [], repeated: 0 };
const lines = (text: string): string[] => text.split('\n').filter((line) => !isBlank(line));

/** What the entry amounts to. Follows the typing when there is time for it. */
export function useBatchDraft(form: SoundRequest, models: readonly string[]) {
  const [base] = useState(() => sound(form));
  const [draft, setDraft] = useState<BatchDraft>({
    way: 'grid',
    grid: { prompts: base.prompt, keys: [], tempos: '', loops: [base.soundLoop] },
    csv: '',
    encoding: null,
    model: base.model,
    lyrics: base.grabLyrics,
  });
  const late = useDeferredValue(draft);
  const reader = useCsvReader(draft.way === 'csv');
  const { grid } = late;
  const prompts = useMemo(() => lines(grid.prompts), [grid.prompts]);
  const tempos = useMemo(() => readTempos(grid.tempos), [grid.tempos]);
  const longPrompts = prompts.filter((prompt) => prompt.trim().length > PROMPT_MAX).length;
  const common = useMemo(
    () => ({ ...base, model: late.model, grabLyrics: late.lyrics }),
    [base, late.model, late.lyrics],
  );
  const isWrong = tempos.wrong.length > 0 || longPrompts > 0;
  const crossed = useMemo(
    () =>
      isWrong
        ? NONE
        : crossGrid(
            {
              prompts,
              keys: SOUND_KEYS.filter((key) => grid.keys.includes(key)),
              tempos: tempos.tempos,
              loops: grid.loops,
            },
            common,
          ),
    [prompts, grid.keys, tempos, grid.loops, common, isWrong],
  );
  const read = useMemo<CsvRead | null>(
    () => reader?.(late.csv, common, models) ?? null,
    [reader, late.csv, common, models],
  );
  const made = late.way === 'grid' ? crossed : (read ?? NONE);
  return { draft, setDraft, made, read, wrongTempos: tempos.wrong, longPrompts, isLate: late !== draft };
}

/** The form may hold what cannot be sent. */
const sound = (form: SoundRequest): SoundRequest => ({
  ...form,
  soundTempo: isBpm(form.soundTempo) ? form.soundTempo : null,
  callBackUrl: form.callBackUrl && URL.canParse(form.callBackUrl) ? form.callBackUrl : undefined,
});

/** The reader of tables comes when one is wanted. */
function useCsvReader(isWanted: boolean): typeof readCsv | null {
  const [reader, setReader] = useState<typeof readCsv | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isOpen = true;
    const load = async () => {
      const { readCsv } = await import('./read-csv.ts');
      if (isOpen) setReader(() => readCsv);
    };
    void load();
    return () => {
      isOpen = false;
    };
  }, [isWanted]);
  return reader;
}
