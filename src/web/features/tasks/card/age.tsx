import { useTicking } from '../../../lib/ticker.ts';
import * as words from '../../../strings/task-strings.ts';

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function Age({ at }: { at: string }) {
  const time = Date.parse(at);
  const age = useTicking((now) => words.age(now - time));
  return (
    <time dateTime={at} title={full.format(time)} className="text-sm whitespace-nowrap text-muted">
      {age}
    </time>
  );
}
