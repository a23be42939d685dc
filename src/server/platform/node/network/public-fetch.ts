import { lookup as lookupAll } from 'node:dns/promises';

import type { Lookup } from '../../../vendor/public-address.ts';
import { NO_PROXIES } from './outgoing-proxy.ts';
import { createReadFetch } from './read-fetch.ts';

export const lookup: Lookup = async (hostname) =>
  (await lookupAll(hostname, { all: true })).map(({ address }) => address);

/** A request to something on the open internet, with a body of text or none. Redirects are handed back, not followed. */
export const publicFetch = createReadFetch({ proxies: NO_PROXIES, isPublicOnly: true });
