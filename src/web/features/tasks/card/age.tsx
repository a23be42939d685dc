import { useTicking } from '../../../lib/ticker.ts';
import * as words from '../../../strings/task-strings.ts';

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** `isSpan`: how long it has lasted, not how long ago it was. */
export function Age({ at, isSpan = false }: { at: string; isSpan?: boolean }) {
  const time = Date.parse(at);
  const age = useTicking((now) => (isSpan ? words.lasting(now - time) : words.age(now - time)));
  return (
    <time dateTime={at} title={full.format(time)}>
      {age}
    </time>
  );
}
