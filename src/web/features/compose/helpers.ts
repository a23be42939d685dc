import { createContext, startTransition, use, useEffect, useState } from 'react';

import type * as Helpers from './compose-helpers.tsx';

/** What helps with the form is loaded after it: null until then, in places that the form keeps free. */
export const HelpersContext = createContext<typeof Helpers | null>(null);

export const useHelpers = (): typeof Helpers | null => use(HelpersContext);

/** Loads the helpers once there is time for them; a link that fills the form does not wait. */
export function useLoadedHelpers(
  load: (() => Promise<typeof Helpers>) | undefined,
  isCalm: boolean,
): typeof Helpers | null {
  const [helpers, setHelpers] = useState<typeof Helpers | null>(null);
  useEffect(() => {
    if (!load || !(isCalm || location.search !== '')) return;
    let isWanted = true;
    const fetchHelpers = () => {
      load().then(
        (loaded) => startTransition(() => setHelpers((shown) => (isWanted ? loaded : shown))),
        // The form works without; the next touch of the page asks again.
        () => addEventListener('focusin', fetchHelpers, { once: true }),
      );
    };
    fetchHelpers();
    return () => {
      isWanted = false;
      removeEventListener('focusin', fetchHelpers);
    };
  }, [load, isCalm]);
  return helpers;
}
