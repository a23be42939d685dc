import { useTicking } from '../../../lib/ticker.ts';
import { age as sayAge, lasting } from '../../../strings/format/task-times.ts';
import { LANGUAGE } from '../../../strings/language.ts';

let format: Intl.DateTimeFormat | undefined;

/** Its table costs a slow phone 60 ms: not while the list comes alive. */
function writeDate(time: number): string {
  format ??= new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'medium' });
  return format.format(time);
}

/** `isSpan`: how long it has lasted, not how long ago it was. */
export function Age({ at, isSpan = false }: { at: string; isSpan?: boolean }) {
  const time = Date.parse(at);
  const age = useTicking((now) => (isSpan ? lasting(now - time) : sayAge(now - time)));
  return (
    <time dateTime={at} onPointerEnter={({ currentTarget }) => (currentTarget.title = writeDate(time))}>
      {age}
    </time>
  );
}
