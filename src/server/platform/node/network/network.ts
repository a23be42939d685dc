import type { Fetch } from '../../../vendor/http-request.ts';
import type { Lookup } from '../../../vendor/public-address.ts';
import type { OutgoingProxies } from './outgoing-proxy.ts';
import { lookup } from './public-fetch.ts';
import { createReadFetch } from './read-fetch.ts';
import { openPaidLine, type PaidLine } from './vendor-fetch.ts';

/** How one vendor is reached. */
export interface VendorLine extends PaidLine {
  /** For what costs nothing, on connections that are kept. */
  readFetch: Fetch;
}

/** Every way out of this process, through the proxies that are set. */
export interface Network {
  /** For audio on other hosts: only to addresses of the open internet. */
  publicFetch: Fetch;
  lookup: Lookup;
  /** @param isPublicOnly its sockets refuse private addresses, since a name may come to mean another one */
  openLine: (origin: string, isPublicOnly?: boolean) => VendorLine;
  close: () => void;
}

export function openNetwork(proxies: OutgoingProxies): Network {
  const readFetch = createReadFetch({ proxies });
  const publicFetch = createReadFetch({ proxies, isPublicOnly: true });
  const lines = new Set<PaidLine>();
  return {
    publicFetch,
    lookup,
    openLine(origin, isPublicOnly = false) {
      const line = openPaidLine(origin, { proxies, isPublicOnly });
      lines.add(line);
      const close = () => {
        lines.delete(line);
        line.close();
      };
      return { ...line, readFetch: isPublicOnly ? publicFetch : readFetch, close };
    },
    close() {
      for (const line of lines) line.close();
      readFetch.close();
      publicFetch.close();
    },
  };
}
