import type { ByteRange } from '#shared/take/byte-range.ts';

/** Only these bytes of a stream, which ends when they have come. */
export function cutStream(
  body: ReadableStream<Uint8Array>,
  { start, end }: ByteRange,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          const from = Math.max(0, start - at);
          const part = value.subarray(from, end + 1 - at);
          at += value.length;
          const isOver = at > end;
          if (part.length > 0) controller.enqueue(part);
          if (isOver) {
            controller.close();
            // Whoever sends the rest is told that nobody reads it.
            await reader.cancel().catch(() => undefined);
          }
          if (isOver || part.length > 0) return undefined;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
