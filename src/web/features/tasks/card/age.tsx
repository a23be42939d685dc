import { useState } from 'react';

import { useTicking } from '../../../lib/ticker.ts';
import { age as sayAge, lasting } from '../../../strings/format/task-times.ts';
import { LANGUAGE } from '../../../strings/language.ts';

let full: Intl.DateTimeFormat | undefined;

/** `isSpan`: how long it has lasted, not how long ago it was. */
export function Age({ at, isSpan = false }: { at: string; isSpan?: boolean }) {
  const time = Date.parse(at);
  const age = useTicking((now) => (isSpan ? lasting(now - time) : sayAge(now - time)));
  // Written when it may be read: the dates of a whole list cost a slow phone 60 ms.
  const [title, setTitle] = useState<string>();
  const writeTitle = () => {
    full ??= new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'medium' });
    setTitle(full.format(time));
  };
  return (
    <time dateTime={at} title={title} onPointerEnter={writeTitle}>
      {age}
    </time>
  );
}
