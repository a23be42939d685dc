import { startTransition, useEffect, useState } from 'react';

import type * as Tools from './compose-helpers.tsx';

/** The tools around the form, once there is time for them; a link that fills the form does not wait. */
export function useTools(
  load: (() => Promise<typeof Tools>) | undefined,
  isCalm: boolean,
): typeof Tools | null {
  const [tools, setTools] = useState<typeof Tools | null>(null);
  useEffect(() => {
    if (!load || !(isCalm || location.search !== '')) return;
    let isWanted = true;
    const fetchTools = () => {
      load().then(
        (loaded) => startTransition(() => setTools((shown) => (isWanted ? loaded : shown))),
        // The form works without; the next touch of the page asks again.
        () => addEventListener('focusin', fetchTools, { once: true }),
      );
    };
    fetchTools();
    return () => {
      isWanted = false;
      removeEventListener('focusin', fetchTools);
    };
  }, [load, isCalm]);
  return tools;
}
