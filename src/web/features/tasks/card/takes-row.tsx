import { useState } from 'react';

import type { ReadyTask, RenderingTask, Take } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { playback } from '../../player/playback.ts';
import { TakePlace, TakeRow } from '../../player/take-row.tsx';
import { isTakeGone, isWhole } from './task-status.ts';

const TakeLetters = lazyComponent(() => import('./take-letters.tsx'), 'TakeLetters');

/** What the vendor returns; known beforehand, so that nothing jumps when the sound lands. */
const TAKES = 2;

/** A vendor streams a take while it renders; the sandbox has it whole or not at all. */
const isHearable = (task: RenderingTask | ReadyTask, take: Take): boolean =>
  !isTakeGone(take) && (task.state === 'ready' || isWhole(take) || task.connection.id !== 'sandbox');

function numbersOf(task: RenderingTask | ReadyTask): number[] {
  const numbers = new Set(task.takes.map(({ n }) => n));
  if (task.state === 'rendering') for (let n = 1; n <= TAKES; n++) numbers.add(n);
  return [...numbers].sort((a, b) => a - b);
}

/** The takes that are here, and places for those to come; in compact rows one of them. */
export function TakesRow({
  task,
  isCompact = false,
}: {
  task: RenderingTask | ReadyTask;
  isCompact?: boolean;
}) {
  const numbers = numbersOf(task);
  const playing = useStore(playback.store, ({ src }) => task.takes.find(({ audio }) => audio === src)?.n);
  const [chosen, setChosen] = useState<number | null>(null);
  const kept = task.takes.find(({ verdict }) => verdict === 'keep')?.n;
  const current = chosen ?? playing ?? kept ?? numbers[0] ?? 1;
  const longestS = Math.max(...task.takes.map(({ durationS }) => durationS ?? 0), 0);
  return (
    <>
      {isCompact && numbers.length > 1 && (
        <TakeLetters task={task} numbers={numbers} current={current} onChoose={setChosen} />
      )}
      <div className="takes">
        {numbers
          .filter((n) => !isCompact || n === current)
          .map((n) => {
            const take = task.takes.find((each) => each.n === n);
            return take && isHearable(task, take) ? (
              <TakeRow key={n} task={task} take={take} longestS={longestS} />
            ) : (
              <TakePlace key={n} n={n}>
                {task.state === 'rendering' ? words.takeWaits(task.stage === 'PENDING') : ''}
              </TakePlace>
            );
          })}
        {task.state === 'ready' && task.takes.length === 0 && <p>{words.noAudio}</p>}
      </div>
    </>
  );
}

/** Before there is a taskId: the places of the takes. */
export const SendingRow = () => (
  <div className="takes">
    <TakePlace n={1} />
    <TakePlace n={2} />
  </div>
);
