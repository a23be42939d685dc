import { becauseOf, type NotKept } from '#shared/messages/not-kept.ts';

import { type Fetch, orAborted } from './http-request.ts';
import { sayUnfetched, whyUnfetched, type Lookup, type Unfetched } from './public-address.ts';
import { codeOf, reasonOf } from './vendor-problems.ts';
import type { AudioOutcome } from './vendor.ts';

interface AudioAccess {
  /** Hosts that are always allowed, whatever their address, port and scheme; fetched with `fetch`. */
  isAllowed: (url: URL) => boolean;
  fetch: Fetch;
  /** For every other host. */
  publicFetch: Fetch;
  lookup: Lookup;
  userAgent: string;
  /** Until the head of the answer, over all redirects; and from then on between two pieces of it. */
  headMs: number;
  /** Until the last byte. */
  bodyMs: number;
}

const REDIRECTS_MAX = 5;
const GONE = [401, 403, 404, 410, 451];

/** Opens a take's audio. Each address on the way is checked before it is asked; the key is never sent along. */
export async function openAudio(
  access: AudioAccess,
  link: string,
  signal?: AbortSignal,
): Promise<AudioOutcome> {
  const late = new AbortController();
  const headTimer = setTimeout(() => late.abort(new DOMException('late', 'TimeoutError')), access.headMs);
  const ending = AbortSignal.any([
    late.signal,
    AbortSignal.timeout(access.bodyMs),
    ...(signal ? [signal] : []),
  ]);
  try {
    return await follow(access, link, ending);
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error), ...becauseOf(codeOf(error)) };
  } finally {
    clearTimeout(headTimer);
  }
}

async function follow(access: AudioAccess, link: string, signal: AbortSignal): Promise<AudioOutcome> {
  let url = URL.parse(link);
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    if (!url) return { kind: 'refused', reason: 'the link is not a web address', ...becauseOf('badLink') };
    const isAllowed = /^https?:$/.test(url.protocol) && access.isAllowed(url);
    const refusal = isAllowed ? null : await orAborted(whyRefused(url, access.lookup), signal);
    if (refusal) return refusal;

    const fetch = isAllowed ? access.fetch : access.publicFetch;
    const response = await orAborted(fetch(url.href, audioRequest(access.userAgent, signal)), signal);
    const { status, headers, body } = response;
    if (status === 200 && body) return opened(endWhenIdle(body, access.headMs), headers);
    body?.cancel().catch(() => undefined);

    const location = headers.get('location');
    if (status < 300 || status >= 400 || location === null) return refusedWith(status);
    url = URL.parse(location, url);
  }
  return { kind: 'refused', reason: 'the link redirects too often', ...becauseOf('redirects') };
}

/** Vendors' links are https; plain http can be read and changed on the way. */
async function whyRefused(url: URL, lookup: Lookup): Promise<AudioOutcome | null> {
  const why = await whyUnfetched(url, lookup);
  if (why !== null) return { kind: 'refused', reason: sayUnfetched(why, url), ...REFUSAL[why](url.hostname) };
  if (url.protocol === 'https:') return null;
  const reason = `the link is not https; ALLOWED_MEDIA_HOSTS=${url.hostname} lets it through`;
  return { kind: 'refused', reason, ...becauseOf('notHttps', url.hostname) };
}

const REFUSAL: Record<Unfetched, (host: string) => NotKept> = {
  scheme: () => becauseOf('badLink'),
  password: () => becauseOf('badLink'),
  'no-address': () => becauseOf('noHost'),
  private: (host) => becauseOf('private', host),
};

const audioRequest = (userAgent: string, signal: AbortSignal): RequestInit => ({
  redirect: 'manual',
  signal,
  headers: {
    'user-agent': userAgent,
    accept: 'audio/*, */*;q=0.5',
    'accept-encoding': 'identity',
  },
});

function opened(body: ReadableStream<Uint8Array>, headers: Headers): AudioOutcome {
  const length = headers.get('content-length');
  const encoded = headers.has('content-encoding');
  return {
    kind: 'open',
    body,
    contentType: headers.get('content-type'),
    length: length !== null && /^\d+$/.test(length) && !encoded ? Number(length) : null,
  };
}

/** Ends a body that brings no bytes for `idleMs`: the downloader has few places. */
function endWhenIdle(body: ReadableStream<Uint8Array>, idleMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const idle = new AbortController();
        const timer = setTimeout(
          () => idle.abort(new DOMException('no more bytes in time', 'TimeoutError')),
          idleMs,
        );
        try {
          const { done, value } = await orAborted(reader.read(), idle.signal);
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          reader.cancel(error).catch(() => undefined);
          throw error;
        } finally {
          clearTimeout(timer);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

const refusedWith = (status: number): AudioOutcome =>
  GONE.includes(status)
    ? {
        kind: 'dead',
        reason: `the link no longer answers (HTTP ${status})`,
        ...becauseOf('linkEnded', status),
      }
    : {
        kind: 'failed',
        reason: `the link answered with HTTP ${status}`,
        ...becauseOf('linkAnswered', status),
      };
