import { createContext, use } from 'react';

import type { Take, Task } from '#shared/task.ts';

/** The way to the listening bench, which is no part of the board; null where there is none. */
export interface Listening {
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

export const ListeningContext = createContext<Listening | null>(null);

export const useListening = (): Listening | null => use(ListeningContext);
