import { parseRange, RangeNotSatisfiable } from '#shared/take/byte-range.ts';

import { takesCache } from '../offline/cache-names.ts';

/** A take as it is kept, whole or in the part that the player asks for; else the server's answer. */
export async function answerTake(request: Request, fetchIt: () => Promise<Response>): Promise<Response> {
  const kept = await findTake(request.url).catch(() => null);
  return kept ? inRange(kept, request.headers.get('range')) : fetchIt();
}

async function findTake(url: string): Promise<Response | null> {
  // Opening a cache makes it.
  if (!(await caches.has(takesCache()))) return null;
  return (await (await caches.open(takesCache())).match(url, { ignoreVary: true })) ?? null;
}

/** The part of a whole answer that a Range header asks for. */
export async function inRange(whole: Response, range: string | null): Promise<Response> {
  if (range === null) return whole;
  const blob = await whole.blob();
  try {
    const part = parseRange(range, blob.size);
    if (part === null) return new Response(blob, whole);
    const headers = new Headers(whole.headers);
    headers.set('content-range', `bytes ${part.start}-${part.end}/${blob.size}`);
    headers.set('content-length', String(part.end - part.start + 1));
    return new Response(blob.slice(part.start, part.end + 1), {
      status: 206,
      statusText: 'Partial Content',
      headers,
    });
  } catch (error) {
    if (!(error instanceof RangeNotSatisfiable)) throw error;
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${blob.size}` } });
  }
}
