import { expect, test } from 'vitest';

import { cutStream } from './cut-stream.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, at) => at);

function inChunksOf(size: number) {
  let at = 0;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
        return undefined;
      },
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  return { stream, wasCancelled: () => isCancelled };
}

test.each([1, 7, 30, 100, 1000])('any range of a stream in chunks of %i is exact', async (size) => {
  for (const [start, end] of [
    [0, 0],
    [0, 99],
    [10, 19],
    [29, 61],
    [99, 99],
  ] as const) {
    const part = cutStream(inChunksOf(size).stream, { start, end });
    expect(await new Response(part).bytes()).toEqual(bytes.slice(start, end + 1));
  }
});

test('what comes after it is called off', async () => {
  const { stream, wasCancelled } = inChunksOf(10);
  await new Response(cutStream(stream, { start: 0, end: 14 })).bytes();
  expect(wasCancelled()).toBe(true);
});
