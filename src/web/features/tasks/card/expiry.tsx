import { takeLetter, type Task } from '#shared/task.ts';

import { useTicking } from '../../../lib/ticker.ts';
import { expiry } from '../../../strings/format/task-times.ts';
import * as words from '../../../strings/task-strings.ts';

/** When the first file that has no copy here leaves the vendor; null when all are safe, or it is not known. */
function leavesAt(task: Task): number | null {
  if (!('takes' in task)) return null;
  const ends = task.takes.flatMap(({ kept, expiresAt }) =>
    kept || expiresAt === null ? [] : Date.parse(expiresAt),
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Why a take is not kept, else the clock of what is not kept yet. */
export function Expiry({ task }: { task: Task }) {
  const lost = 'takes' in task && task.takes.find(({ keepProblem }) => keepProblem);
  if (lost)
    return (
      <span className="word" data-tone="danger">
        {words.notKept(words.take(takeLetter(lost.n)), lost.keepProblem ?? '')}
      </span>
    );
  const at = leavesAt(task);
  return at === null ? null : <Clock at={at} />;
}

function Clock({ at }: { at: number }) {
  return <span>{useTicking((now) => expiry(at - now))}</span>;
}
