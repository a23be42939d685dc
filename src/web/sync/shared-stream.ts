import type { StreamEvent } from '#shared/stream-event.ts';

import { readEvents } from './event-stream.ts';

/** What the leading tab tells the others. */
type Broadcast = { kind: 'event'; event: StreamEvent } | { kind: 'beat' } | { kind: 'away' };

export interface SharedStreamOptions {
  open: (after: number | null, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** The id to go on from. */
  lastEventId: () => number | null;
  onEvent: (event: StreamEvent) => void;
  /** The server was heard, here or by the leading tab. */
  onBeat: () => void;
  /** The server cannot be reached. */
  onAway: () => void;
  /** A `retry` event ends the wait for the next try. */
  retryNow?: EventTarget;
  signal: AbortSignal;
  locks: Pick<LockManager, 'request'>;
  channel: BroadcastChannel;
}

const LOCK = 'cuesmith.events';
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/**
 * One event stream for all tabs of the browser (HTTP/1.1 allows six connections in all). Whoever holds the lock leads and
 * broadcasts; when it closes, the next tab goes on after the last event it saw.
 */
export function shareStream(options: SharedStreamOptions): void {
  const { signal, locks, channel, onEvent, onBeat, onAway } = options;
  channel.addEventListener('message', ({ data }: MessageEvent<Broadcast>) => {
    if (signal.aborted) return;
    if (data.kind === 'away') return onAway();
    onBeat();
    if (data.kind === 'event') onEvent(data.event);
  });
  signal.addEventListener('abort', () => channel.close());

  const post = channel.postMessage.bind(channel);
  const tell = (message: Broadcast) => {
    if (!signal.aborted) post(message);
  };
  locks
    .request(LOCK, { signal }, () => lead(options, tell))
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}

async function lead(options: SharedStreamOptions, tell: (message: Broadcast) => void): Promise<void> {
  const { open, lastEventId, onEvent, onBeat, onAway, retryNow, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const body = await open(lastEventId(), signal);
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
