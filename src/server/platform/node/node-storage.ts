import { statSync } from 'node:fs';

import type { Storage } from '../storage.ts';

/** Compares the file under `path` with the one that was there at the start: an open handle outlives its name. */
export function watchDatabase(path: string): Storage {
  const identity = (): string | null => {
    try {
      const { dev, ino } = statSync(path, { bigint: true });
      return `${dev}:${ino}`;
    } catch {
      return null;
    }
  };
  const opened = identity();
  return { isStillOurs: () => opened !== null && identity() === opened };
}
