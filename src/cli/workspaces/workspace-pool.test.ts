import { expect, test } from 'vitest';

import { createManualClock } from '../../testing/manual-clock.ts';
import { WorkspacePool } from './workspace-pool.ts';

/** A pool whose workspaces are open, or cannot be opened, when the test says so. */
function startPool() {
  const asked = new Map<string, PromiseWithResolvers<void>>();
  const pool = new WorkspacePool({
    clock: createManualClock(),
    report: () => {},
    async open(id) {
      const gate = Promise.withResolvers<void>();
      asked.set(id, gate);
      await gate.promise;
      const nothing = async () => {};
      const fetch = () => new Response(id);
      return { fetch, isBusy: async () => false, nextIn: () => null, stopWork: nothing, close: nothing };
    },
  });
  const answers: string[] = [];
  const ask = async (id: string) => {
    const response = await pool
      .fetch(id, new Request('http://pool.test/'), {})
      .catch((error) => error as Error);
    answers.push(response instanceof Error ? `${id}: ${response.message}` : await response.text());
  };
  return { pool, asked, answers, ask };
}

test('workspaces that are asked at once are opened one after the other, and answer before the next is open', async () => {
  const { asked, answers, ask } = startPool();
  const all = Promise.all(['a', 'b', 'c'].map(ask));
  await expect.poll(() => [...asked.keys()]).toEqual(['a']);
  asked.get('a')?.resolve();
  await expect.poll(() => [...asked.keys()]).toEqual(['a', 'b']);
  expect(answers).toEqual(['a']);
  asked.get('b')?.reject(new Error('no disk'));
  await expect.poll(() => asked.has('c')).toBe(true);
  asked.get('c')?.resolve();
  await all;
  expect(answers).toEqual(['a', 'b: no disk', 'c']);
});

test('one that waits for its turn when the server stops is not opened any more', async () => {
  const { pool, asked, answers, ask } = startPool();
  const all = Promise.all(['a', 'b', 'c'].map(ask));
  await expect.poll(() => asked.has('a')).toBe(true);
  const stopped = pool.stopWork();
  asked.get('a')?.resolve();
  await all;
  await stopped;
  expect([...asked.keys()]).toEqual(['a']);
  expect(answers.filter((answer) => answer.includes('stopping'))).toHaveLength(2);
});
