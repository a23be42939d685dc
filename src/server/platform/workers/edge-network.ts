import { whenRead } from '../when-read.ts';

/** What an outgoing call is; each kind has places of its own. */
type Kind = 'send' | 'read' | 'audio' | 'file';

/**
 * A Worker may have six connections open at once, calls to its bucket included; the seventh would wait while its own
 * time-out runs, and a paid one end as unknown. So no kind takes another's place.
 */
export const PLACES: Readonly<Record<Kind, number>> = { send: 2, read: 2, audio: 1, file: 1 };

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Release = () => void;

/** A queue for each kind. One that is aborted while it waits has not begun. */
export function createPlaces(places: Readonly<Record<Kind, number>> = PLACES) {
  const taken: Record<Kind, number> = { send: 0, read: 0, audio: 0, file: 0 };
  const waiting: Record<Kind, (() => void)[]> = { send: [], read: [], audio: [], file: [] };

  function release(kind: Kind): Release {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = waiting[kind].shift();
      if (next) next();
      else taken[kind]--;
    };
  }

  async function take(kind: Kind, signal?: AbortSignal | null): Promise<Release> {
    signal?.throwIfAborted();
    if (taken[kind] < places[kind]) {
      taken[kind]++;
      return release(kind);
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting[kind].push(resolve);
    const leave = () => {
      const at = waiting[kind].indexOf(resolve);
      if (at < 0) return;
      waiting[kind].splice(at, 1);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    await promise;
    signal?.removeEventListener('abort', leave);
    return release(kind);
  }

  return {
    take,
    /** For calls that are over once they resolve. */
    async within<T>(kind: Kind, call: () => Promise<T>): Promise<T> {
      const done = await take(kind);
      try {
        return await call();
      } finally {
        done();
      }
    },
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
