import type { StreamEvent } from '#shared/stream-event.ts';

import { readEvents } from './event-stream.ts';

/** What the leading tab tells the others. */
type Broadcast =
  | { kind: 'event'; event: StreamEvent }
  | { kind: 'beat' }
  | { kind: 'away' }
  /** A tab asks where the stream stands. */
  | { kind: 'joined' }
  | { kind: 'at'; id: number | null };

interface SharedStreamOptions {
  open: (after: number | null, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** The id to begin with, once the first list has told it. */
  lastEventId: () => Promise<number | null>;
  onEvent: (event: StreamEvent) => void;
  /** From here on all is heard; what another tab's stream told before, up to event `id`, was not. */
  onJoined: (id: number | null) => void;
  /** The server was heard, here or by the leading tab. */
  onBeat: () => void;
  /** The server cannot be reached. */
  onAway: () => void;
  /** A `retry` event ends the wait for the next try. */
  retryNow?: EventTarget;
  signal: AbortSignal;
  locks: Pick<LockManager, 'request'>;
  /** Its name is the lock's too. */
  channel: BroadcastChannel;
}

const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/**
 * One event stream for all tabs of the browser (HTTP/1.1 allows six connections in all). Whoever holds the lock leads and
 * broadcasts; when it closes, the next tab goes on after the last event it saw.
 */
export function shareStream(options: SharedStreamOptions): void {
  const { signal, locks, channel, onEvent, onBeat, onAway, onJoined, lastEventId } = options;
  let place: 'joining' | 'following' | 'leading' = 'joining';
  // What all tabs have seen, not what this one learnt by reading a list: the others would miss what lies between.
  const seen: Seen = { id: null };
  const take = (event: StreamEvent) => {
    seen.id = event.id;
    onEvent(event);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Broadcast>) => {
    if (signal.aborted) return;
    if (data.kind === 'away') return onAway();
    if (data.kind === 'joined') return place === 'leading' ? tell({ kind: 'at', id: seen.id }) : undefined;
    if (data.kind === 'at') {
      if (place !== 'joining') return;
      place = 'following';
      return onJoined(data.id);
    }
    onBeat();
    if (data.kind === 'event') take(data.event);
  });
  signal.addEventListener('abort', () => channel.close());

  const post = channel.postMessage.bind(channel);
  const tell = (message: Broadcast) => {
    if (!signal.aborted) post(message);
  };
  void lastEventId().then(() => tell({ kind: 'joined' }));
  locks
    .request(channel.name, { signal }, () => {
      place = 'leading';
      return lead({ ...options, onEvent: take }, seen, tell);
    })
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}

/** The last event that came by the stream, here or by the leading tab. */
interface Seen {
  id: number | null;
}

async function lead(
  options: SharedStreamOptions,
  seen: Seen,
  tell: (message: Broadcast) => void,
): Promise<void> {
  const { open, lastEventId, onEvent, onBeat, onJoined, onAway, retryNow, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const listed = await lastEventId();
      seen.id ??= listed;
      const body = await open(seen.id, signal);
      onJoined(null);
      await readEvents(
        body,
        {
          onEvent: (event) => {
            onEvent(event);
            tell({ kind: 'event', event });
          },
          onBeat: () => {
            failures = 0;
            onBeat();
            tell({ kind: 'beat' });
          },
        },
        signal,
      );
    } catch {
      // Whatever ended it (server gone, half an answer, a proxy's page), the next try tells.
      failures += 1;
      if (!signal.aborted) {
        onAway();
        tell({ kind: 'away' });
      }
    }
    await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 8000, signal, retryNow);
  }
}

const pause = (ms: number, signal: AbortSignal, retryNow?: EventTarget): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      retryNow?.removeEventListener('retry', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    retryNow?.addEventListener('retry', done);
  });
