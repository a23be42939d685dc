import { use } from 'react';

import { takeLetter, type Task } from '#shared/task.ts';

import * as words from '../../../strings/list-strings.ts';
import { switchTake } from '../../player/play-take.ts';
import { RowTab } from './row-tab.ts';

/** A and B of a compact row. While one of them sounds, the other goes on from the same place. */
export function TakeLetters({
  task,
  numbers,
  current,
  onChoose,
}: {
  task: Task;
  numbers: readonly number[];
  current: number;
  onChoose: (n: number) => void;
}) {
  const tab = use(RowTab);
  return (
    <span className="letters">
      {numbers.map((n) => (
        <button
          key={n}
          type="button"
          aria-pressed={n === current}
          aria-label={words.showTake(takeLetter(n))}
          tabIndex={tab}
          onClick={() => {
            onChoose(n);
            switchTake(task, n);
          }}
        >
          {takeLetter(n)}
        </button>
      ))}
    </span>
  );
}
