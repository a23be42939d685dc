import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What a token opens, and whose it is. */
export interface TokenHolder {
  /** Stands in the cookie of a login; empty where there is one token only. */
  id: string;
  /** id of the workspace that it opens; empty: the one in the data folder itself. */
  workspace: string;
  /** What is noted with each task that is sent by it; null: nobody in particular. */
  name: string | null;
  /** Signs the cookies of its logins: another token, another secret. */
  sessionSecret: string;
}

export interface TokenHolders {
  /** By the digest of a token that was offered: how long it takes says nothing of a token. */
  byDigest: (digest: string) => TokenHolder | null;
  /** By the id in a cookie; null once the token has ended. */
  byId: (id: string) => TokenHolder | null;
}

export const digestOf = (token: string): string => bytesToHex(sha256(utf8ToBytes(token)));

/** `ACCESS_TOKEN`: it opens everything that there is. */
export function oneToken(token: string): TokenHolders {
  const digest = digestOf(token);
  const holder = { id: '', workspace: '', name: null, sessionSecret: `cuesmith session ${token}` };
  return {
    byDigest: (offered) => (offered === digest ? holder : null),
    byId: (id) => (id === '' ? holder : null),
  };
}
