import { useDeferredValue, useEffect, useMemo, useState } from 'react';

import { isBlank } from '#shared/blank.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { useStore } from '../../lib/create-store.ts';
import { batchDraft } from './batch-draft.ts';
import { crossGrid, type Crossed } from './cross-grid.ts';
import type { CsvRead, readCsv } from './csv/read-csv.ts';
import { readTempos } from './read-tempos.ts';

const NONE: Crossed = { requests: [], repeated: 0 };
const lines = (text: string): string[] => text.split('\n').filter((line) => !isBlank(line));

/** What the entry amounts to. Follows the typing when there is time for it. */
export function useBatchDraft(form: SoundRequest, models: readonly string[]) {
  const draft = useStore(batchDraft);
  const late = useDeferredValue(draft);
  const reader = useCsvReader(draft.way === 'csv');
  const { grid } = late;
  const prompts = useMemo(() => lines(grid.prompts), [grid.prompts]);
  const tempos = useMemo(() => readTempos(grid.tempos), [grid.tempos]);
  const longPrompts = prompts.filter((prompt) => prompt.trim().length > PROMPT_MAX).length;
  const common = useCommon(form, models);
  const isWrong = tempos.wrong.length > 0 || longPrompts > 0;
  const crossed = useMemo(() => {
    if (isWrong) return NONE;
    const keys = SOUND_KEYS.filter((key) => grid.keys.includes(key));
    const all = crossGrid({ prompts, keys, tempos: tempos.tempos, loops: grid.loops }, common);
    const copies = Array.from({ length: grid.copies });
    return { ...all, requests: all.requests.flatMap((request) => copies.map(() => request)) };
  }, [prompts, grid.keys, tempos, grid.loops, grid.copies, common, isWrong]);
  const read = useMemo<CsvRead | null>(
    () => reader?.(late.csv, common, models) ?? null,
    [reader, late.csv, common, models],
  );
  const factors = { prompts: prompts.length, keys: grid.keys.length, tempos: tempos.tempos.length };
  return {
    draft,
    made: late.way === 'grid' ? crossed : (read ?? NONE),
    read,
    factors: { ...factors, ways: grid.loops.length, copies: grid.copies },
    wrongTempos: tempos.wrong,
    longPrompts,
    isLate: late !== draft,
  };
}

/** What is the same for all: nothing of the form but the callback, where that is wanted. */
function useCommon({ callBackUrl }: SoundRequest, models: readonly string[]): SoundRequest {
  const { model, lyrics, hasCallback } = useStore(batchDraft);
  const [firstModel = model] = models;
  return useMemo(
    () => ({
      ...emptySound,
      model: models.includes(model) ? model : firstModel,
      grabLyrics: lyrics,
      callBackUrl: hasCallback && URL.canParse(callBackUrl ?? '') ? callBackUrl : undefined,
    }),
    [models, model, firstModel, lyrics, hasCallback, callBackUrl],
  );
}

/** The reader of tables comes when one is wanted. */
function useCsvReader(isWanted: boolean): typeof readCsv | null {
  const [reader, setReader] = useState<typeof readCsv | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isOpen = true;
    const load = async () => {
      const { readCsv } = await import('./csv/read-csv.ts');
      if (isOpen) setReader(() => readCsv);
    };
    void load();
    return () => {
      isOpen = false;
    };
  }, [isWanted]);
  return reader;
}
