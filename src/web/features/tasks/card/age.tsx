import { useTicking } from '../../../lib/ticker.ts';
import { age as sayAge, lasting } from '../../../strings/format/task-times.ts';
import { LANGUAGE } from '../../../strings/language.ts';

const SHORT = { dateStyle: 'medium', timeStyle: 'medium' } as const;

/** `isSpan`: how long it has lasted, not how long ago it was. */
export function Age({ at, isSpan = false }: { at: string; isSpan?: boolean }) {
  const time = Date.parse(at);
  const age = useTicking((now) => (isSpan ? lasting(now - time) : sayAge(now - time)));
  return (
    <time
      dateTime={at}
      // The first use of `Intl` costs a slow phone 60 ms: not while the list comes alive.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = new Date(time).toLocaleString(LANGUAGE, SHORT);
      }}
    >
      {age}
    </time>
  );
}
