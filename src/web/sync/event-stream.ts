import { createParser } from 'eventsource-parser';

import type { StreamEvent } from '#shared/stream-event.ts';

/** The server sends a comment every 15 s; a stream silent for longer than this is dead, whatever the socket says. */
const SILENCE_MS = 40_000;

export interface StreamReader {
  onEvent: (event: StreamEvent) => void;
  /** Bytes came: the server is there. */
  onBeat: () => void;
}

/**
 * Reads server-sent events until the stream ends, falls silent or `signal` aborts.
 * By fetch, not by EventSource: only so are the heartbeats seen, and a dead connection with them.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent, onBeat }: StreamReader,
  signal: AbortSignal,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (id !== undefined && event !== undefined)
        onEvent({ id: Number(id), event, data: JSON.parse(data) } as StreamEvent);
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  let timer = setTimeout(cancel, SILENCE_MS);
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done || signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(cancel, SILENCE_MS);
      onBeat();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
