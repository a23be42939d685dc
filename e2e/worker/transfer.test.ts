import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { ImportPreview } from '#shared/backup-import.ts';
import type { TaskPage } from '#shared/task-requests.ts';

import { soundOf, startEdge } from './edge.ts';

type Edge = Awaited<ReturnType<typeof startEdge>>;

const listOf = async (edge: Edge): Promise<TaskPage> =>
  (await (await edge.request('/api/tasks?sort=oldest&limit=200')).json()) as TaskPage;

async function listWhen(edge: Edge, isSeen: (page: TaskPage) => boolean): Promise<TaskPage> {
  for (;;) {
    const page = await listOf(edge);
    if (isSeen(page)) return page;
    await pause(50);
  }
}
const allKept = ({ tasks }: TaskPage): boolean =>
  tasks.every((task) => task.state === 'ready' && task.takes.every(({ kept }) => kept));

test('a callback finds the task whose answer was lost, with no token', async () => {
  const edge = await startEdge({}, { PUBLIC_URL: 'https://sounds.example' });
  const id = crypto.randomUUID();
  // It has just answered: no balance is asked for between the fault and the send.
  await edge.post('/api/v1/generate/sounds', soundOf('well'));
  edge.vendor.failNext('html-in-200-after-accept');
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('lost') }] });
  await edge.taskWhen(id, ({ state }) => state === 'unknown');
  const charge = edge.vendor.billing.find(({ prompt }) => prompt === 'lost');
  const { pathname } = new URL(String(charge?.body['callBackUrl']));
  const told = { code: 200, data: { callbackType: 'complete', task_id: charge?.taskId } };
  const forged = await edge.post(`${pathname}x`, told, { authorization: '' });
  const answer = await edge.post(pathname, told, { authorization: '' });
  expect([forged.status, answer.status, await answer.text()]).toEqual([200, 200, await forged.text()]);
  await edge.taskWhen(id, ({ state }) => state === 'ready');
  expect(edge.vendor.billing.filter(({ prompt }) => prompt === 'lost')).toHaveLength(1);
});

test('a batch waits where it is paused, goes on after a kill, and each of it is sent once', async () => {
  const edge = await startEdge({}, { SOUNDS_PACE: '4/1s' });
  const batch = { id: crypto.randomUUID(), name: 'storms' };
  const tasks = Array.from({ length: 12 }, (_, n) => ({
    id: crypto.randomUUID(),
    request: soundOf(`storm ${n}`),
  }));
  await edge.post('/api/tasks', { tasks, batch });
  expect((await edge.post(`/api/batches/${batch.id}/pause`, {})).status).toBe(200);
  await listWhen(edge, (page) => page.tasks.every(({ state }) => state !== 'sending'));
  const sent = edge.vendor.billing.length;
  expect(sent).toBeLessThan(12);
  await edge.restart();
  expect((await edge.post(`/api/batches/${batch.id}/resume`, {})).status).toBe(200);
  await listWhen(edge, (page) => page.tasks.length === 12 && allKept(page));
  const prompts = edge.vendor.billing.map(({ prompt }) => prompt);
  expect(prompts.toSorted()).toEqual(tasks.map(({ request }) => request.prompt).toSorted());
});

test('a backup with audio comes back in another Worker as it was, and nothing is sent for it', async () => {
  const old = await startEdge();
  const tasks = Array.from({ length: 3 }, (_, n) => ({
    id: crypto.randomUUID(),
    request: soundOf(`sound ${n}`),
  }));
  await old.post('/api/tasks', { tasks });
  const before = await listWhen(old, (page) => page.tasks.length === 3 && allKept(page));
  const zip = await (await old.request('/api/export?audio=1')).arrayBuffer();
  const edge = await startEdge();
  const uploaded = await edge.request('/api/import/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: zip,
  });
  const preview = (await uploaded.json()) as ImportPreview;
  expect(preview).toMatchObject({ tasks: { new: 3 }, audio: { files: 6 }, withoutAudio: 0 });
  expect((await edge.post('/api/import', { id: preview.id })).status).toBe(200);
  const after = await listWhen(edge, (page) => page.tasks.length === 3 && allKept(page));
  expect(after.tasks.map(({ id }) => id)).toEqual(before.tasks.map(({ id }) => id));
  const heard = async (from: Edge) =>
    Buffer.from(await (await from.request(`/api/tasks/${tasks[1]?.id}/takes/2/audio`)).arrayBuffer());
  expect((await heard(edge)).equals(await heard(old))).toBe(true);
  expect(edge.vendor.billing).toEqual([]);
});
