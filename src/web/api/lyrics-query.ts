import { queryOptions } from '@tanstack/react-query';

import type { Envelope } from '#shared/envelope.ts';

import type { Api } from './api-client.ts';
import { taskKeys } from './task-keys.ts';

/** One word as the lyrics endpoint aligns it. It may carry section tags and line breaks: `[Verse]\nHello `. */
export interface AlignedWord {
  word: string;
  startS: number;
  endS: number;
}

/** The aligned words of one take; empty when it has none. */
export const lyricsQuery = (api: Api, taskId: string, audioId: string) =>
  queryOptions({
    queryKey: taskKeys.lyrics(taskId, audioId),
    queryFn: ({ signal }) => readLyrics(api, { taskId, audioId }, signal),
    staleTime: Infinity,
  });

async function readLyrics(
  api: Api,
  body: { taskId: string; audioId: string },
  signal: AbortSignal,
): Promise<AlignedWord[]> {
  const path = '/api/v1/generate/get-timestamped-lyrics';
  return readWords(await api.call<Envelope>('POST', path, { body, signal }));
}

/** The vendor writes both casings; instrumentals have no words at all. */
function readWords({ code, data }: Envelope): AlignedWord[] {
  if (code !== 200 || data === null || typeof data !== 'object') return [];
  const { alignedWords, aligned_words } = data as Record<string, unknown>;
  const words = alignedWords ?? aligned_words;
  if (!Array.isArray(words)) return [];
  return words.flatMap((entry: Record<string, unknown>) => {
    const { word, startS = entry['start_s'], endS = entry['end_s'] } = entry;
    return typeof word === 'string' && typeof startS === 'number' && typeof endS === 'number'
      ? [{ word, startS, endS }]
      : [];
  });
}
