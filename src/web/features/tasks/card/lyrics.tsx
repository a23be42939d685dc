import { useQuery } from '@tanstack/react-query';

import type { Take } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { lyricsQuery } from '../../../api/task-queries.ts';
import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { playback } from '../../player/playback.ts';

/** Words that were asked for, or calmly that there are none. */
export function Lyrics({ taskId, take }: { taskId: string; take: Take | undefined }) {
  const api = useApi();
  const sung = useQuery({
    ...lyricsQuery(api, taskId, take?.audioId ?? ''),
    enabled: take !== undefined,
  });
  return (
    <p className="min-h-5 max-w-[70ch] text-sm wrap-anywhere text-muted">
      {sayLyrics(sung, take?.audio ?? '')}
    </p>
  );
}

interface SungWord {
  word: string;
  startS: number;
  endS: number;
}

function sayLyrics(
  { data, isError }: { data: readonly SungWord[] | undefined; isError: boolean },
  src: string,
): React.ReactNode {
  if (isError) return words.lyricsFailed;
  if (data === undefined) return '';
  if (data.length === 0) return words.noLyrics;
  return (
    <>
      {words.lyricsAre} <Sung words={data} src={src} />
    </>
  );
}

/** The words, with the one that is being sung marked while its take plays. */
function Sung({ words: sung, src }: { words: readonly SungWord[]; src: string }) {
  const now = useStore(playback.store, ({ src: current, status }) => {
    if (current !== src || status !== 'playing') return -1;
    const seconds = playback.timeOf(src);
    return sung.findIndex(({ startS, endS }) => startS <= seconds && seconds < endS);
  });
  return (
    <q className="text-ink">
      {sung.map(({ word, startS }, index) => (
        <span key={startS} className={index === now ? 'bg-key-wash text-key-ink' : undefined}>
          {index > 0 && ' '}
          {word.trim().replaceAll(/\s+/g, ' ')}
        </span>
      ))}
    </q>
  );
}
