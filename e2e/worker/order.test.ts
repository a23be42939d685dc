import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { soundOf, startEdge } from './edge.ts';

const canTrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;

/** Calls of the system in the order in which each began and ended. */
function readCalls(trace: string) {
  const calls: { name: string; file: string; text: string; begins: boolean; ends: boolean }[] = [];
  const open = new Map<string, { name: string; file: string }>();
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const [, name = '', file = ''] = /^(\w+)\(\d+<([^>]*)>/.exec(rest) ?? [];
    const resumed = rest.startsWith('<...');
    if (name !== '') {
      const ends = !rest.includes('<unfinished');
      if (!ends) open.set(thread, { name, file });
      calls.push({ name, file, text: rest, begins: true, ends });
    } else if (resumed) {
      const known = open.get(thread);
      if (known) calls.push({ ...known, text: rest, begins: false, ends: true });
      open.delete(thread);
    }
  }
  return calls;
}

test.skipIf(!canTrace)('what was written is on disk before a paid POST leaves', async () => {
  const edge = await startEdge({}, {}, { isTraced: true });
  for (const prompt of ['first', 'second', 'third']) {
    const id = crypto.randomUUID();
    await edge.post('/api/tasks', { tasks: [{ id, request: soundOf(prompt) }] });
    await edge.taskWhen(id, ({ state }) => state === 'rendering' || state === 'ready');
  }
  const calls = readCalls(readFileSync(edge.trace, 'utf8'));
  const isLog = (file: string) => file.endsWith('.sqlite-wal');
  const dirty = new Set<string>();
  const sends: string[][] = [];
  let flushes = 0;
  for (const { name, file, text, begins, ends } of calls) {
    if (name === 'pwrite64' && isLog(file) && begins) dirty.add(file);
    if (/^f(data)?sync$/.test(name) && isLog(file) && ends) {
      flushes++;
      dirty.delete(file);
    }
    if (begins && text.includes('POST /api/v1/generate/sounds')) sends.push([...dirty]);
  }
  expect(flushes).toBeGreaterThan(2);
  expect(sends).toEqual([[], [], []]);
});
