import { createContext, use } from 'react';

import type { Take, Task } from '#shared/task.ts';

/** What the rest of the page can do with the inspector; null where there is none. */
export interface InspectorActions {
  open: (task: Task, take: number) => void;
  /** Without a sound, for a file. */
  openEmpty: () => void;
  /** Fetches it ahead. */
  prepare: () => void;
  /** Listens to a take once; what comes of it is told to subscribers. */
  measure: (task: Task, take: Take) => void;
  verdictOf: (audio: string) => { grade: string; line: string } | null;
  subscribe: (listener: () => void) => () => void;
  /** What a take is called as a file. */
  fileName: (task: Task, take: Take) => string;
}

export const InspectorContext = createContext<InspectorActions | null>(null);

export const useInspector = (): InspectorActions | null => use(InspectorContext);
