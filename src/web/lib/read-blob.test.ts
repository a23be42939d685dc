import { expect, it } from 'vitest';

import { readBlob } from './read-blob.ts';

it.each([0, 1, 2 ** 18, 600_001])('%i bytes come whole and in their order', async (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 10)) & 255);
  expect(Buffer.from(await readBlob(new Blob([bytes]))).equals(Buffer.from(bytes))).toBe(true);
});
