import { takeLetter, type ReadyTask, type RenderingTask, type Take } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { playback } from '../../player/playback.ts';
import { isWhole, TakePlace, TakeRow } from '../../player/take-row.tsx';
import { InspectRow } from './inspect-row.tsx';

const Lyrics = lazyComponent(async () => (await import('./lyrics.tsx')).Lyrics);

/** What the vendor returns; known beforehand, so that nothing jumps when the sound lands. */
const TAKES = 2;

const isQueued = (task: RenderingTask | ReadyTask): boolean =>
  task.state === 'rendering' && task.stage === 'PENDING';

/** A vendor streams a take while it renders; the sandbox has it whole or not at all. */
const isHearable = (task: RenderingTask | ReadyTask, take: Take): boolean =>
  task.state === 'ready' || isWhole(take) || task.connection.id !== 'sandbox';

/** The takes that are here, and places for those to come. */
export function TakesRow({ task }: { task: RenderingTask | ReadyTask }) {
  const numbers = new Set(task.takes.map(({ n }) => n));
  if (task.state === 'rendering') for (let n = 1; n <= TAKES; n++) numbers.add(n);
  return (
    <div className="grid gap-1">
      {[...numbers]
        .sort((a, b) => a - b)
        .map((n) => {
          const take = task.takes.find((each) => each.n === n);
          return take && isHearable(task, take) ? (
            <TakeRow key={n} task={task} take={take} />
          ) : (
            <TakePlace key={n} n={n}>
              {words.takeWaits(takeLetter(n), isQueued(task))}
            </TakePlace>
          );
        })}
      {task.state === 'ready' && task.takes.length === 0 && (
        <p className="text-sm text-muted">{words.noAudio}</p>
      )}
      {task.request.grabLyrics === true && <LyricsRow task={task} />}
      {task.state === 'ready' ? <InspectRow task={task} /> : <div className="min-h-8" />}
    </div>
  );
}

/** Of the take last played, else of the first. */
function LyricsRow({ task }: { task: RenderingTask | ReadyTask }) {
  const playing = useStore(playback.store, ({ src }) => src);
  if (task.state === 'rendering') return <p className="min-h-5" />;
  const take = task.takes.find(({ audio }) => audio === playing) ?? task.takes[0];
  return <Lyrics taskId={task.taskId} take={take} />;
}

/** Before there is a taskId: the same height as the takes will have. */
export function SendingRow() {
  return (
    <div className="grid gap-1">
      <TakePlace n={1} />
      <TakePlace n={2} />
      <div className="min-h-8" />
    </div>
  );
}
