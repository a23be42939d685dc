const encoder = new TextEncoder();

/** Makes text as fast as it is read, and no faster. */
export function streamText(parts: Iterator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = parts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel() {
      parts.return?.();
    },
  });
}

/** Lines in chunks of some kilobytes: a stream costs per chunk. */
export function* joinLines(lines: Iterable<string>, size = 32 * 1024): Generator<string> {
  let text = '';
  for (const one of lines) {
    text += one;
    if (text.length < size) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

export const attachment = (fileName: string): string => `attachment; filename="${fileName}"`;

/** `2026-11-22` */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
