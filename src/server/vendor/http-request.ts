import { reasonOf } from './vendor-problems.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What came back of one request: as much as could be read, never an exception. */
export type Answer =
  /** `asked`: the runtime had begun to write the request, so the other side may have it. */
  | { kind: 'no-response'; asked: boolean; reason: string }
  | { kind: 'answer'; status: number; text: string; bytes: number; retryAfter: string | null };

const ANSWER_MAX = 1024 * 1024;

interface RequestOptions {
  json?: unknown;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Its body can leave once only, and it is known whether it did. */
  isPaid: boolean;
}

/** One request, one answer within `timeoutMs`; what had arrived by then counts. */
export async function httpRequest(
  fetch: Fetch,
  url: string,
  { json, headers, timeoutMs, isPaid }: RequestOptions,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const text = json === undefined ? null : JSON.stringify(json);
  const body = isPaid && text !== null ? watchedBody(text) : null;
  const init: RequestInit & { duplex?: 'half' } = {
    redirect: 'manual',
    signal,
    headers: {
      ...headers,
      // A pooled connection may be dead without our knowing; a POST written into it would be lost or doubtful.
      ...(isPaid && { connection: 'close' }),
      // A compressed answer that is cut cannot be read at all.
      'accept-encoding': 'identity',
      ...(text !== null && { 'content-type': 'application/json' }),
      ...(body && { 'content-length': String(body.length) }),
    },
    ...(text !== null && { method: 'POST', body: text }),
    ...(body && { body: body.stream, duplex: 'half' }),
  };
  try {
    const response = await orAborted(fetch(url, init), signal);
    const { text, bytes } = await readUpTo(ANSWER_MAX, response, signal);
    const retryAfter = response.headers.get('retry-after');
    return { kind: 'answer', status: response.status, text, bytes, retryAfter };
  } catch (error) {
    // From here on the body gives nothing any more: a late connection cannot send what we called unsent.
    return { kind: 'no-response', asked: body?.close() ?? true, reason: reasonOf(error) };
  }
}

/**
 * A body that knows whether it was ever asked for. `fetch` writes a request's head together with the first chunk of
 * its stream: a body that was never pulled proves that no byte left. A plain stream would not do (`fetch` tees it
 * and pulls at once), a byte stream with no buffer of its own does. Being a stream it cannot be sent twice either:
 * `fetch` repeats a text body by itself on 307, 308 and 421.
 */
function watchedBody(text: string) {
  const bytes = new TextEncoder().encode(text);
  let pulled = false;
  let closed = false;
  const source: UnderlyingByteSource = {
    type: 'bytes',
    pull(controller) {
      if (closed) throw new Error('This request was given up before it was sent.');
      pulled = true;
      controller.enqueue(bytes.slice());
      controller.close();
    },
  };
  return {
    stream: new ReadableStream(source, { highWaterMark: 0 }),
    length: bytes.length,
    /** @returns whether it had been pulled */
    close() {
      closed = true;
      return pulled;
    },
  };
}

async function readUpTo(max: number, response: Response, signal: AbortSignal) {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  if (!reader) return { text, bytes };
  try {
    while (bytes < max) {
      const { done, value } = await orAborted(reader.read(), signal);
      if (done) break;
      const chunk = value.subarray(0, max - bytes);
      bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch {
    // The connection broke half-way: what came is kept, and an answer cut short is told by its text.
  }
  reader.cancel().catch(() => undefined);
  return { text: text + decoder.decode(), bytes };
}

/** An injected fetch (the sandbox in this process) need not look at the signal. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
