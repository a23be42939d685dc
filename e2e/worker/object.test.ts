import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { TaskPage } from '#shared/task-requests.ts';

import { soundOf, startEdge } from './edge.ts';

const isWhole = (task: { state: string; takes?: readonly { kept: boolean }[] }): boolean =>
  task.state === 'ready' && task.takes?.every(({ kept }) => kept) === true;

test('after a kill the alarm finishes what was under way, with nobody asking', async () => {
  const edge = await startEdge({ plan: { renderMs: 300 } });
  const id = crypto.randomUUID();
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('under way') }] });
  await edge.taskWhen(id, ({ state }) => state === 'rendering');
  await edge.restart();
  const files = () => edge.vendor.requests.filter(({ path }) => path.startsWith('/files/')).length;
  while (files() < 2) await pause(50);
  await edge.taskWhen(id, isWhole);
  expect(edge.vendor.billing).toHaveLength(1);
  // workerd says so when an alarm is set while it makes the object that the alarm wakes.
  expect(edge.printed()).not.toContain('requestScheduledAlarm');
});

test('a take is heard by Range, from the address that its task has', async () => {
  const edge = await startEdge();
  const id = crypto.randomUUID();
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('heard') }] });
  await edge.taskWhen(id, isWhole);
  const answer = await edge.request(`/api/tasks/${id}/takes/1/audio`, { headers: { range: 'bytes=2-5' } });
  expect([answer.status, answer.headers.get('content-range')?.split('/')[0]]).toEqual([206, 'bytes 2-5']);
  expect((await answer.arrayBuffer()).byteLength).toBe(4);
});

test('what changes is told on the stream, and replayed to whoever comes back', async () => {
  const edge = await startEdge();
  const stream = await edge.request('/api/tasks/events?after=0');
  const id = crypto.randomUUID();
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('told') }] });
  const readUntil = async (body: ReadableStream<Uint8Array> | null, wanted: string) => {
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      if (text.includes(wanted)) break;
    }
    return text;
  };
  expect(await readUntil(stream.body, '"state":"ready"')).toContain(id);
  await edge.restart();
  const again = await edge.request('/api/tasks/events', { headers: { 'last-event-id': '0' } });
  expect(await readUntil(again.body, 'event: task')).toContain(id);
});

test('a list is asked for by 200 ids at once, and comes as it is, for whoever is in front to press', async () => {
  const edge = await startEdge();
  const tasks = Array.from({ length: 200 }, (_, n) => ({
    id: crypto.randomUUID(),
    request: soundOf(`sound ${n}`),
  }));
  await edge.post('/api/tasks', { tasks });
  const ids = tasks.map(({ id }) => id).join(',');
  const answer = await edge.request(`/api/tasks?ids=${ids}&limit=200`, {
    headers: { 'accept-encoding': 'gzip' },
  });
  expect(answer.status).toBe(200);
  // Whoever stands in front presses it: twice it could not be read.
  expect(answer.headers.get('content-encoding')).toBe(null);
  const described = await edge.request('/api/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
  expect(described.headers.get('content-encoding')).toBe(null);
  expect(await described.json()).toHaveProperty('paths');
  const page = (await answer.json()) as TaskPage;
  expect(page.tasks).toHaveLength(200);
});

test('a key that is typed in the page is in no answer, and there after a restart', async () => {
  const edge = await startEdge({}, { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' });
  const key = 'typed-key-9876543210';
  const made = await edge.post('/api/connections', {
    vendor: 'custom',
    name: 'Typed',
    baseUrl: edge.vendor.url,
    key,
    isDefault: true,
  });
  expect(made.status).toBe(201);
  expect(await made.text()).not.toContain(key);
  await edge.restart();
  const id = crypto.randomUUID();
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('typed') }] });
  await edge.taskWhen(id, ({ state }) => state === 'ready');
  const sent = edge.vendor.requests.filter(({ prompt }) => prompt === 'typed');
  expect(sent.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`]);
  const backup = await (await edge.request('/api/export')).text();
  expect(backup).not.toContain(key);
});
