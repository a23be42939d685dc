import { Agent, fetch as undiciFetch } from 'undici';

import type { Fetch } from '../../vendor/http-request.ts';

/**
 * `fetch` for vendors. Not Node's own: the undici inside Node 24 dies of an uncatchable assertion when a connection
 * ends while its body waits for a slow reader (nodejs/undici#5360, mended in 8). HTTP/1.1 only, as "one send is one
 * request on the wire" was shown for it.
 */
const agent = new Agent({ allowH2: false });

export const vendorFetch: Fetch = async (url, init) => {
  // undici's own types and the web's name the same things.
  const response = await undiciFetch(url, { ...init, dispatcher: agent } as Parameters<
    typeof undiciFetch
  >[1]);
  return response as unknown as Response;
};
