import { Hono } from 'hono';

import { Refusal } from '#shared/problem.ts';
import type { StreamEvent } from '#shared/stream-event.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 1000;
/** What may wait for one slow reader. Then its stream ends; it comes back with the last id it saw and is replayed the rest. */
const BUFFER_MAX = 1024 * 1024;

const encoder = new TextEncoder();
const HELLO = encoder.encode(`: hello\nretry: ${RECONNECT_MS}\n\n`);
const HEARTBEAT = encoder.encode(': still here\n\n');

/** One event is made into bytes once, however many read it. */
const frames = new WeakMap<StreamEvent, Uint8Array<ArrayBuffer>>();

function frameOf(event: StreamEvent): Uint8Array<ArrayBuffer> {
  const known = frames.get(event);
  if (known) return known;
  // JSON has no bare line break, so the data is one line.
  const frame = encoder.encode(
    `id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`,
  );
  frames.set(event, frame);
  return frame;
}

function eventIdOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal(400, {
    code: 'invalid-request',
    message: 'after must be the number of an event.',
    field: 'after',
  });
}

interface EventOptions {
  tasks: Tasks;
  clock: Clock;
  /** The server is about to stop: streams end, so that their tabs look elsewhere or come back. */
  closing: AbortSignal;
}

interface Reader {
  after: number | null;
  hangUp: AbortSignal;
  /** A stream must not outlive its login. */
  isLoggedIn: () => boolean;
}

function openStream({ tasks, clock, closing }: EventOptions, { after, hangUp, isLoggedIn }: Reader) {
  let stop = () => {};
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        let stopBeating = () => {};
        let unsubscribe = () => {};
        let isOpen = true;
        stop = () => {
          isOpen = false;
          stopBeating();
          unsubscribe();
          closing.removeEventListener('abort', end);
          hangUp.removeEventListener('abort', end);
        };
        const end = () => {
          if (!isOpen) return;
          stop();
          controller.close();
        };
        const push = (bytes: Uint8Array<ArrayBuffer>) => {
          if (!isOpen) return;
          if (!isLoggedIn()) return end();
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 0) <= 0) end();
        };
        const beat = () => {
          push(HEARTBEAT);
          if (isOpen) stopBeating = clock.after(HEARTBEAT_MS, beat);
        };

        closing.addEventListener('abort', end);
        hangUp.addEventListener('abort', end);
        push(HELLO);
        stopBeating = clock.after(HEARTBEAT_MS, beat);
        unsubscribe = tasks.subscribe(after, (event) => push(frameOf(event)));
        // The replay alone may have filled the buffer, before there was anything to call off.
        if (!isOpen || closing.aborted || hangUp.aborted) {
          end();
          unsubscribe();
        }
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_MAX }),
  );
}

export const eventRoutes = (options: EventOptions): Hono =>
  new Hono().get('/events', (c) => {
    // An EventSource that comes back still has its first `?after=` in the URL; the header is newer.
    const after = eventIdOf(c.req.header('last-event-id') ?? c.req.query('after'));
    const headers = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    };
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const isLoggedIn = c.get('isLoggedIn') ?? (() => true);
    const reader = { after, hangUp: c.req.raw.signal, isLoggedIn };
    return c.body(openStream(options, reader), 200, headers);
  });
