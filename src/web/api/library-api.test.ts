import { expect, it } from 'vitest';

import type { BulkMove } from '#shared/bulk.ts';
import type { Problem } from '#shared/problem.ts';

import { createApi } from './api-client.ts';
import { runBulk } from './library-api.ts';

const ids = Array.from({ length: 700 }, (_, n) => `id ${n}`);
const problem: Problem = { code: 'server-error', message: 'The disk is full.', charged: 'no' };

/** A server whose disk is full from the `nth` call on. */
const fullFrom = (nth: number) => {
  let calls = 0;
  return createApi((_path, { body }) => {
    if (++calls >= nth) return Response.json({ problem }, { status: 507 });
    const move = JSON.parse(body as string) as Extract<BulkMove, { ids: string[] }>;
    return Response.json({ results: move.ids.map((id) => ({ id, ok: true, task: null })) });
  });
};

it('what was done before the server could do no more is told, beside what stopped it', async () => {
  const { results, error } = await runBulk(fullFrom(2), { action: 'delete', ids });
  expect(results.map(({ id }) => id)).toEqual(ids.slice(0, 500));
  expect(error).toMatchObject({ status: 507, isRefusal: true });
});

it('nothing done is an error', async () => {
  await expect(runBulk(fullFrom(1), { action: 'delete', ids })).rejects.toMatchObject({ status: 507 });
});
