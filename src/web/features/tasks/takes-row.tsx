import { useSyncExternalStore } from 'react';

import { takeLetter, type ReadyTask, type RenderingTask } from '#contract/task.ts';

import { Lyrics } from './lyrics.tsx';
import { playback } from './playback.ts';
import { TakePlace, TakeRow } from './take-row.tsx';

/** What the vendor returns; known beforehand, so that nothing jumps when the sound lands. */
const TAKES = 2;

const waiting = {
  PENDING: 'queued',
  TEXT_SUCCESS: 'rendering',
  FIRST_SUCCESS: 'rendering',
} as const;

/** The takes that are here, and places for those to come. */
export function TakesRow({ task }: { task: RenderingTask | ReadyTask }) {
  const missing = task.state === 'rendering' ? Math.max(0, TAKES - task.takes.length) : 0;
  const places = Array.from({ length: missing }, (_, index) => task.takes.length + index + 1);
  return (
    <div className="grid gap-1">
      {task.takes.map((take) => (
        <TakeRow key={take.n} task={task} take={take} />
      ))}
      {task.state === 'rendering' &&
        places.map((n) => (
          <TakePlace key={n} n={n}>{`Take ${takeLetter(n)}: ${waiting[task.stage]}`}</TakePlace>
        ))}
      {task.state === 'ready' && task.takes.length === 0 && (
        <p className="text-sm text-muted">The vendor finished without any audio.</p>
      )}
      {task.request.grabLyrics === true && <LyricsRow task={task} />}
    </div>
  );
}

/** Of the take last played, else of the first. */
function LyricsRow({ task }: { task: RenderingTask | ReadyTask }) {
  const playing = useSyncExternalStore(
    playback.subscribe,
    () => playback.state().src,
    () => null,
  );
  if (task.state === 'rendering') return <p className="min-h-5" />;
  const take = task.takes.find(({ audio }) => audio === playing) ?? task.takes[0];
  return <Lyrics taskId={task.taskId} take={take} />;
}

/** Before there is a taskId: the same height as the takes will have. */
export function SendingRow() {
  return (
    <div className="grid gap-1">
      <TakePlace n={1}>Sending</TakePlace>
      <TakePlace n={2} />
    </div>
  );
}
