import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { StreamEvent } from '#shared/stream-event.ts';

import { readEvents } from './event-stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const events: StreamEvent[] = [];
  const stop = new AbortController();
  let beats = 0;
  const ended = readEvents(
    readable,
    {
      onEvent: (event) => events.push(event),
      onBeat: () => {
        beats += 1;
      },
    },
    stop.signal,
  );
  return {
    write: (text: string) => writer.write(new TextEncoder().encode(text)),
    events,
    ended,
    stop,
    beats: () => beats,
  };
}

describe('the event stream', () => {
  it('is read across any cut, also inside a letter', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const events: StreamEvent[] = [];
    const ended = readEvents(
      readable,
      { onEvent: (event) => events.push(event), onBeat: () => {} },
      new AbortController().signal,
    );
    const bytes = new TextEncoder().encode('id: 7\nevent: gone\ndata: {"id":"ü"}\n\n');
    for (const byte of bytes) await writer.write(Uint8Array.of(byte));
    await writer.close();
    await ended;
    expect(events).toEqual([{ id: 7, event: 'gone', data: { id: 'ü' } }]);
  });

  it('counts a comment as a sign of life and no event', async () => {
    const stream = open();
    await stream.write(': still here\n\n');
    await vi.waitFor(() => expect(stream.beats()).toBe(1));
    expect(stream.events).toEqual([]);
    stream.stop.abort();
    await stream.ended;
  });

  it('is given up after 40 s of silence', async () => {
    const stream = open();
    await stream.write(': hello\n\n');
    await vi.advanceTimersByTimeAsync(39_000);
    await stream.write(': hello\n\n');
    let isOver = false;
    void stream.ended.then(() => {
      isOver = true;
      return isOver;
    });
    await vi.advanceTimersByTimeAsync(39_000);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(isOver).toBe(true);
  });
});
