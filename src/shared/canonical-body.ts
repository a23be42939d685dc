import type { KnownRequest } from './sound-request.ts';

/** One text for one request, whatever the order of its fields. Its hash is stored: the text must never change. */
export function canonicalBody(request: KnownRequest): string {
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics, callBackUrl } = request;
  return JSON.stringify([prompt, model, soundLoop, soundTempo, soundKey, grabLyrics, callBackUrl ?? null]);
}
