import { useQuery } from '@tanstack/react-query';

import type { Take } from '#contract/task.ts';

import { useBoard } from './board-context.ts';
import { lyricsQuery } from './queries.ts';

/** Words that were asked for, or calmly that there are none. */
export function Lyrics({ taskId, take }: { taskId: string; take: Take | undefined }) {
  const { api } = useBoard();
  const words = useQuery({
    ...lyricsQuery(api, taskId, take?.audioId ?? ''),
    enabled: take !== undefined,
  });
  return <p className="min-h-5 max-w-[70ch] text-sm wrap-anywhere text-muted">{sayLyrics(words)}</p>;
}

function sayLyrics({
  data,
  isError,
}: {
  data: { word: string }[] | undefined;
  isError: boolean;
}): React.ReactNode {
  if (isError) return 'The lyrics could not be read just now.';
  if (data === undefined) return '';
  if (data.length === 0) return 'No lyrics in this take.';
  const text = data
    .map(({ word }) => word.trim())
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  return (
    <>
      Lyrics: <q className="text-ink">{text}</q>
    </>
  );
}
