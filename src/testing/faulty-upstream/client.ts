import type { SoundRequest } from '#contract/sound.ts';

import { createUpstream, type UpstreamOptions } from '../../upstream/client.ts';

export const API_KEY = 'sk-very-secret-0123456789abcdef';

/** An upstream client for tests: dialect apibox, a key, no name leads anywhere, no patience. */
export const aClient = (options: Partial<UpstreamOptions> = {}) =>
  createUpstream({
    id: 'vendor',
    name: 'custom',
    origin: 'http://upstream.invalid',
    dialect: 'apibox',
    apiKey: API_KEY,
    fetch,
    lookup: () => Promise.resolve(['127.0.0.1']),
    timeouts: { sendMs: 400, readMs: 400, audioHeadMs: 400, audioBodyMs: 400 },
    ...options,
  });

/** A client whose upstream answers every request with this. */
export const aClientAnswered = (
  answer: BodyInit | null,
  init: ResponseInit & Partial<UpstreamOptions> = {},
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

export const aSound = (changes: Partial<SoundRequest> = {}): SoundRequest => ({
  prompt: 'soft rain',
  model: 'V5',
  soundLoop: true,
  soundTempo: 90,
  soundKey: 'Am',
  grabLyrics: false,
  ...changes,
});
