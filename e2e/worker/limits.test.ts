import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { TaskPage } from '#shared/task-requests.ts';

import { soundOf, startEdge } from './edge.ts';
import type { Use } from './entry.ts';

/** What Cloudflare holds a Worker to and workerd on one machine does not. */
const LIMITS = { connections: 6, bindings: 100, statement: 100_000 };
const TASKS = 100;

test(`${TASKS} tasks, a list of all and a backup with audio keep to the limits, in 128 MB of heap`, async () => {
  const edge = await startEdge({ plan: { renderMs: 20 } });
  const tasks = Array.from({ length: TASKS }, (_, n) => ({
    id: crypto.randomUUID(),
    request: soundOf(`sound ${n}`),
  }));
  expect((await edge.post('/api/tasks', { tasks })).status).toBe(200);
  const kept = async () =>
    ((await (await edge.request('/api/tasks?kept=true&limit=1')).json()) as TaskPage).total;
  while ((await kept()) < TASKS) await pause(200);
  const page = (await (await edge.request('/api/tasks?limit=200')).json()) as TaskPage;
  const ids = page.tasks.map(({ id }) => id);
  await edge.post('/api/tasks/bulk', { action: 'favourite', ids });
  await edge.request(`/api/tasks?ids=${ids.join(',')}&limit=200&q=sound`);
  const zip = await (await edge.request('/api/export?audio=1')).arrayBuffer();
  expect(zip.byteLength).toBeGreaterThan(0);
  const use = (await (await edge.request('/test/use')).json()) as Use;
  // Several at once, or nothing was shown.
  expect(use.connections).toBeGreaterThan(2);
  expect(use.connections).toBeLessThanOrEqual(LIMITS.connections);
  expect(use.bindings).toBeLessThanOrEqual(LIMITS.bindings);
  expect(use.statement).toBeLessThanOrEqual(LIMITS.statement);
}, 180_000);
