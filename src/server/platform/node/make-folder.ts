import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { StorageProblem } from '../errors.ts';

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Node's own recursive mkdir never returns below /proc, and blames the wrong folder on a read-only disk.
function makeEach(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeEach(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Makes a folder and those above it. @throws StorageProblem */
export function makeFolder(folder: string): void {
  try {
    makeEach(folder);
  } catch (cause) {
    const message = `The folder ${folder} cannot be made: ${messageOf(cause)}. Choose another DATA_DIR.`;
    throw new StorageProblem(message, { cause });
  }
}
