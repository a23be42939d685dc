import { Semaphore } from '../semaphore.ts';
import { whenRead } from '../when-read.ts';

/** What an outgoing call is; each kind has places of its own. */
type Kind = 'send' | 'read' | 'audio' | 'file';

/**
 * A Worker may have six connections open at once, calls to its bucket included; the seventh would wait while its own
 * time-out runs, and a paid one end as unknown. So no kind takes another's place.
 */
export const PLACES: Readonly<Record<Kind, number>> = { send: 2, read: 2, audio: 1, file: 1 };

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A queue for each kind. One that is aborted while it waits has not begun. */
export function createPlaces({ send, read, audio, file }: Readonly<Record<Kind, number>> = PLACES) {
  const queues: Record<Kind, Semaphore> = {
    send: new Semaphore(send),
    read: new Semaphore(read),
    audio: new Semaphore(audio),
    file: new Semaphore(file),
  };
  return {
    take: (kind: Kind, signal?: AbortSignal | null) => queues[kind].take(signal),
    within: <T>(kind: Kind, call: () => Promise<T>) => queues[kind].within(call),
  };
}

type Places = ReturnType<typeof createPlaces>;

/** The runtime's stream that says how long it will be; without one a stream is sent in chunks, which gateways may refuse. */
declare const FixedLengthStream: new (length: number) => TransformStream<Uint8Array, Uint8Array>;

/** Still a stream, which the runtime cannot send a second time, now with its Content-Length. */
function withLength({ body, headers, ...init }: RequestInit): RequestInit {
  const length = Number(new Headers(headers).get('content-length'));
  if (!(body instanceof ReadableStream)) return { ...init, body: body ?? null, ...(headers && { headers }) };
  const { readable, writable } = new FixedLengthStream(length);
  // Whoever reads the other end hears of it.
  body.pipeTo(writable).catch(() => undefined);
  return { ...init, body: readable, ...(headers && { headers }) };
}

/** Names that lead nowhere outside; the rest is resolved by the runtime, which reaches no private network. */
const INNER_NAME = /^[^.]+$|(^|\.)(localhost|local|internal|home\.arpa)\.?$/i;
const ANY_PUBLIC = '1.1.1.1';

/** Every way out of a Durable Object. Connections are the runtime's: there is none to warm, and none to close. */
export function openEdgeNetwork(places: Places, fetch: Fetch) {
  const through =
    (kind: 'send' | 'read'): Fetch =>
    async (url, init) => {
      // Takes are long: they must not keep a short answer waiting.
      const isAudio = new Headers(init.headers).get('accept')?.startsWith('audio/') === true;
      const done = await places.take(isAudio ? 'audio' : kind, init.signal);
      init.signal?.addEventListener('abort', done, { once: true });
      try {
        const response = await fetch(url, { ...withLength(init), redirect: 'manual' });
        return whenRead(response, () => {
          init.signal?.removeEventListener('abort', done);
          done();
        });
      } catch (error) {
        done();
        throw error;
      }
    };
  const read = through('read');
  const line = { fetch: through('send'), readFetch: read, warm: () => {}, close: () => {} };
  return {
    publicFetch: read,
    lookup: async (name: string): Promise<string[]> => (INNER_NAME.test(name) ? [] : [ANY_PUBLIC]),
    openLine: () => line,
    close: () => {},
  };
}
