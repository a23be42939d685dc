import { createContext } from 'react';

/** Id of the heading that tells a button from the same button of another row. */
export const DescribedBy = createContext<string | undefined>(undefined);
