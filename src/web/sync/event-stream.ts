import type { StreamEvent } from '#shared/stream-event.ts';

/** The server sends a comment every 15 s; a stream silent for longer than this is dead, whatever the socket says. */
export const SILENCE_MS = 40_000;

interface StreamReader {
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
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  let timer = setTimeout(cancel, SILENCE_MS);
  let text = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done || signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(cancel, SILENCE_MS);
      onBeat();
      text += decoder.decode(value, { stream: true });
      // An empty line ends an event; what follows the last one is the beginning of the next.
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) onEvent(event);
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Our server's form of an event: one line each of `id`, `event` and JSON `data`, ended by LF. Null for a comment. */
function parseEvent(block: string): StreamEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  if (id === undefined || event === undefined || data === undefined) return null;
  return { id: Number(id), event, data: JSON.parse(data) } as StreamEvent;
}
