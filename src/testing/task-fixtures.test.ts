import { expect, test } from 'vitest';

import { memoryFiles } from './task-fixtures.ts';

test('memory files cut ranges as folders do', async () => {
  const files = memoryFiles();
  await files.write('a', Uint8Array.from([1, 2, 3, 4]));
  const part = await files.read('a', { start: 1, end: 2 });
  expect(Array.from(new Uint8Array(await new Response(part).arrayBuffer()))).toEqual([2, 3]);
});
