import { useQuery } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { lyricsQuery } from '../../../api/lyrics-query.ts';
import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { playback } from '../../player/playback.ts';

/** Words that were asked for, of the take last played, else of the first; or calmly that there are none. */
export function Lyrics({ task }: { task: Extract<Task, { takes: unknown }> }) {
  const api = useApi();
  const playing = useStore(playback.store, ({ src }) => src);
  const take = task.takes.find(({ audio }) => audio === playing) ?? task.takes[0];
  const sung = useQuery({
    ...lyricsQuery(api, task.taskId ?? '', take?.audioId ?? ''),
    enabled: take !== undefined && task.state !== 'rendering',
  });
  return (
    <p className="min-h-8 max-w-[70ch] text-sm wrap-anywhere text-muted">
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
