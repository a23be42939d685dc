import { directFetch } from '../../server/platform/node/network/vendor-fetch.ts';
import { createVendorClient, type VendorClientOptions } from '../../server/vendor/vendor-client.ts';

export const API_KEY = 'sk-very-secret-0123456789abcdef';

/** Enough for anything that answers, on a machine under load too; what never does is asked with `IMPATIENT`. */
const PATIENT = { sendMs: 10_000, readMs: 10_000, audioHeadMs: 10_000, audioBodyMs: 10_000 };
export const IMPATIENT = { sendMs: 1000, readMs: 1000, audioHeadMs: 1000, audioBodyMs: 1000 };

/** A vendor client for tests: dialect apibox, a key, and no name leads outside. */
export const aClient = (options: Partial<VendorClientOptions> = {}) =>
  createVendorClient({
    id: 'vendor',
    name: 'custom',
    origin: 'http://vendor.invalid',
    dialect: 'apibox',
    apiKey: API_KEY,
    fetch: directFetch,
    lookup: () => Promise.resolve(['127.0.0.1']),
    timeouts: PATIENT,
    ...options,
  });

/** A client whose vendor answers every request with this. */
export const aClientAnswered = (
  answer: BodyInit | null,
  init: ResponseInit & Partial<VendorClientOptions> = {},
) => {
  const { status, headers, ...options } = init;
  return aClient({
    fetch: async (url, request) => {
      // As a network would: the request is written before it is answered.
      await new Request(url, request).text();
      return new Response(answer, { ...(status && { status }), ...(headers && { headers }) });
    },
    ...options,
  });
};
