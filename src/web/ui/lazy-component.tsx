import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

import { useStore } from '../lib/create-store.ts';
import { serverBackAt } from '../lib/server-clock.ts';
import * as words from '../strings/page-strings.ts';

/**
 * A component whose code comes when it is first shown: the export of that name. Should it not come, that is said in its place, with Try again,
 * until the server is back; the rest of the page stays.
 * Its children, where it has some, stand in its place until it comes.
 * @param missingClass of what says so; null: nothing does
 */
export function lazyComponent<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  missingClass: string | null = 'text-sm',
): ComponentType<Props> {
  let here: ComponentType<Props> | null = null;
  return function Lazy(props: Props & { children?: ReactNode }) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => here);
    const backAt = useStore(serverBackAt);
    const [missedAt, setMissedAt] = useState(-1);
    const isMissing = missedAt === backAt;
    useEffect(() => {
      if (Part !== null || isMissing) return;
      load().then(
        (parts) => setPart(() => (here = parts[name])),
        () => setMissedAt(backAt),
      );
    }, [Part, isMissing, backAt]);
    if (Part) return <Part {...props} />;
    if (!isMissing || missingClass === null) return props.children;
    return (
      <p role="alert" className={missingClass}>
        {words.partMissing}{' '}
        <button type="button" className="text-accent-ink underline" onClick={() => setMissedAt(-1)}>
          {words.tryAgain}
        </button>
      </p>
    );
  };
}
