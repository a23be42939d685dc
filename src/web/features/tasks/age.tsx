import { sayAge, useTicking } from './ticker.ts';

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function Age({ at }: { at: string }) {
  const time = Date.parse(at);
  const words = useTicking((now) => sayAge(now - time));
  return (
    <time dateTime={at} title={full.format(time)} className="text-sm whitespace-nowrap text-muted">
      {words}
    </time>
  );
}
