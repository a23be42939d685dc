import '../../../styles/trouble.css';
import { takeLetter, takesOf, type Task } from '#shared/task.ts';

import { useTicking } from '../../../lib/ticker.ts';
import * as words from '../../../strings/list-strings.ts';
import { whyNotKept } from './why-not-kept.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When the first file that has no copy here leaves the vendor; null when all are safe, or it is not known. */
function leavesAt(task: Task): number | null {
  const ends = takesOf(task).flatMap(({ kept, expiresAt }) =>
    kept || expiresAt === null ? [] : Date.parse(expiresAt),
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Of which takes there is no copy, read aloud and, in the opened row, written with why; else the clock of what is not kept yet. */
export function Expiry({ task }: { task: Task }) {
  const why = whyNotKept(task);
  if (why.length > 0) {
    const letters = why.map(({ n }) => takeLetter(n)).join(', ');
    const sentences = why.map(({ text }) => text).join(' ');
    return (
      <span className="word unkept" data-tone="danger" title={sentences}>
        <span aria-hidden="true">{words.noCopyOf(letters)}</span>
        <span className="sr-only">{sentences}</span>
      </span>
    );
  }
  const at = leavesAt(task);
  return at === null ? null : <Clock at={at} />;
}

function Clock({ at }: { at: number }) {
  return <span className="unkept">{useTicking((now) => sayLeft(at - now))}</span>;
}

function sayLeft(ms: number): string {
  if (ms <= 0) return words.expired;
  if (ms < HOUR_MS) return words.expiresWithinHour;
  if (ms < 2 * DAY_MS) return words.expiresInHours(Math.floor(ms / HOUR_MS));
  return words.expiresInDays(Math.floor(ms / DAY_MS));
}
