import { createTimeSlice } from '../../platform/time-slice.ts';

const encoder = new TextEncoder();

/**
 * Makes text as fast as it is read, and no faster; a fast reader lets others come between. The first part is made at once: what fails there is refused,
 * and not answered with 200 and cut.
 */
export function streamText(parts: Iterator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = parts.next();
  const slice = createTimeSlice();
  return new ReadableStream({
    async pull(controller) {
      if (next.done === true) return controller.close();
      if (slice.isOver()) await slice.pause();
      controller.enqueue(encoder.encode(next.value));
      next = parts.next();
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
