import { SANDBOX_ID, type Connection } from '#shared/connection.ts';

import * as words from '../../strings/connection-strings.ts';

export const isSandbox = ({ id }: Pick<Connection, 'id'>): boolean => id === SANDBOX_ID;

/** What is wrong with it, in a few words; null while it works. */
export function troubleOf({ hasKey, keyRefusedSince, silentSince }: Connection): string | null {
  if (!hasKey) return words.noKey;
  if (keyRefusedSince !== undefined) return words.keyRefused;
  return silentSince === undefined ? null : words.silent;
}
