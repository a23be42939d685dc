import { createContext, use } from 'react';

import type * as Helpers from './compose-helpers.tsx';

/** What helps with the form is loaded after it: null until then, in places that the form keeps free. */
export const HelpersContext = createContext<typeof Helpers | null>(null);

export const useHelpers = (): typeof Helpers | null => use(HelpersContext);
