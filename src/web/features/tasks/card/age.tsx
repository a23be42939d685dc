import { useTicking } from '../../../lib/ticker.ts';
import { age as sayAge, exactTime, lasting } from '../../../strings/format/task-times.ts';

/** `isSpan`: how long it has lasted, not how long ago it was. */
export function Age({ at, isSpan = false }: { at: string; isSpan?: boolean }) {
  const time = Date.parse(at);
  const age = useTicking((now) => (isSpan ? lasting(now - time) : sayAge(now - time)));
  return (
    <time dateTime={at} onPointerEnter={({ currentTarget }) => (currentTarget.title = exactTime(at))}>
      {age}
    </time>
  );
}
