import { describe, expect, it } from 'vitest';

import type { BulkAnswer } from '#shared/bulk.ts';
import { isFreeToRetry } from '#shared/may-retry.ts';
import type { TaskPage } from '#shared/task-requests.ts';
import { isLive, type Task } from '#shared/task.ts';

import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

const HELD = { env: { SOUNDS_PACE: '1/600s' } };

async function bulk(app: TestApp, body: object): Promise<BulkAnswer['results']> {
  const response = await app.request('/api/tasks/bulk', json('POST', body));
  expect(response.status).toBe(200);
  return ((await response.json()) as BulkAnswer).results;
}

describe('the list', () => {
  it('travels compressed where the client takes it, and the event stream never does', async () => {
    const app = await startApp();
    const gzip = { headers: { 'accept-encoding': 'gzip' } };
    await app.submit(...Array.from({ length: 20 }, (_, n) => ({ id: uuid(n + 1), request: softRain })));
    const page = await app.request('/api/tasks', gzip);
    expect(page.headers.get('content-encoding')).toBe('gzip');
    const text = await new Response(page.body?.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(JSON.parse(text)).toMatchObject({ total: 20 });
    const stream = await app.request('/api/tasks/events', gzip);
    expect(stream.headers.get('content-encoding')).toBeNull();
    await stream.body?.cancel();
  });

  it('is narrowed by several values, ranges and repeated tags, as a URL spells them', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    await app.generate({ id: uuid(2), request: { ...softRain, soundKey: 'C#m', soundTempo: 120 } });
    await app.request(`/api/tasks/${uuid(2)}`, json('PATCH', { tags: ['a, b', 'pad'] }));
    const ids = async (query: string) =>
      (await app.get<TaskPage>(`/api/tasks?${query}`)).tasks.map(({ id }) => id);
    expect(await ids('key=Am,C%23m&sort=oldest')).toEqual([uuid(1), uuid(2)]);
    expect(await ids('bpmMin=100&loop=true&kept=true&lyrics=false')).toEqual([uuid(2)]);
    expect(await ids(`tag=${encodeURIComponent('a, b')}&tag=pad&state=ready,failed`)).toEqual([uuid(2)]);
    expect(await ids('tag=pad&tag=rain')).toEqual([]);
    expect(await ids('from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00%2B02:00')).toEqual([]);
    expect(await ids(`ids=${uuid(1)},${uuid(3)}`)).toEqual([uuid(1)]);
  });

  it('tells what may be sent again free of charge, as the shared rule has it (M1)', async () => {
    const app = await startApp();
    const prompts = ['rain [429]', 'rain [moderated]', 'rain [500]', 'rain'];
    for (const [n, prompt] of prompts.entries()) {
      await app.submit({ id: uuid(n + 1), request: { ...softRain, prompt } });
      await app.reaches(uuid(n + 1), (task) => !isLive(task));
    }
    const all = async (query: string) => (await app.get<TaskPage>(`/api/tasks?${query}`)).tasks;
    const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id);
    const isTruth = async () => {
      const tasks = await all('');
      expect(ids(await all('retryable=true'))).toEqual(ids(tasks.filter(isFreeToRetry)));
      expect(ids(await all('retryable=false'))).toEqual(ids(tasks.filter((task) => !isFreeToRetry(task))));
      return ids(tasks.filter(isFreeToRetry));
    };
    expect(await isTruth()).toContain(uuid(1));
    await app.request(`/api/tasks/${uuid(1)}/resend`, json('POST', { id: uuid(11) }));
    expect(await isTruth()).not.toContain(uuid(1));
  });

  it.each([
    ['state', 'state=ready,done'],
    ['key', 'key=Db'],
    ['bpmMin', 'bpmMin=0'],
    ['bpmMax', 'bpmMax=fast'],
    ['loop', 'loop=1'],
    ['kept', 'kept='],
    ['from', 'from=2026-11-22'],
    ['batch', 'batch=storms'],
    ['ids', 'ids=1'],
    ['retryable', 'retryable=1'],
    ['sort', 'sort=loudest'],
    ['cursor', 'cursor=7'],
  ])('refuses a wrong %s by name', async (field, query) => {
    const app = await startApp();
    const response = await app.request(`/api/tasks?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request', field } });
  });

  it('comes as a table too, with the same filters, that no spreadsheet runs', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: { ...softRain, prompt: '=HYPERLINK("x"), "soft" rain' } });
    await app.generate({ id: uuid(2), request: softRain });
    await app.request(`/api/tasks/${uuid(1)}`, json('PATCH', { notes: 'two\nlines', tags: ['a', 'b'] }));
    const response = await app.request(`/api/tasks.csv?ids=${uuid(1)}`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="cuesmith-.*\.csv"$/);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`,"ready","'=HYPERLINK(""x""), ""soft"" rain","Am",90,true,false,"V5",`);
    expect(lines[1]).toContain(',"two\nlines","a, b",false,');
    expect((await app.request('/api/tasks.csv?sort=loudest')).status).toBe(400);
  });
});

describe('many at once', () => {
  it('are tagged, marked, deleted and restored, each with its own result', async () => {
    const app = await startApp(HELD);
    await app.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    const ids = [uuid(1), uuid(2), uuid(9)];
    const tagged = await bulk(app, { action: 'tag', ids, tags: ['rain', 'pad'] });
    expect(tagged).toMatchObject([
      { id: uuid(1), ok: true, task: { tags: ['rain', 'pad'] } },
      { id: uuid(2), ok: true, task: { tags: ['rain', 'pad'] } },
      { id: uuid(9), ok: false, problem: { code: 'not-found' } },
    ]);
    await bulk(app, { action: 'untag', ids: [uuid(1)], tags: ['rain'] });
    await bulk(app, { action: 'favourite', ids: [uuid(1)] });
    expect(await app.get(`/api/tasks/${uuid(1)}`)).toMatchObject({ tags: ['pad'], favourite: true });
    expect(await bulk(app, { action: 'delete', ids: [uuid(2)] })).toEqual([
      { id: uuid(2), ok: true, task: null },
    ]);
    expect(await app.get('/api/tasks')).toMatchObject({ total: 1 });
    expect(await bulk(app, { action: 'restore', ids: [uuid(2)] })).toMatchObject([
      { ok: true, task: { state: 'cancelled' } },
    ]);
  });

  it('are retried as new tasks where nothing was charged, and only there; a second press is the same press', async () => {
    const app = await startApp(HELD);
    await app.generate({ id: uuid(1), request: softRain });
    await app.submit({ id: uuid(2), request: softRain });
    await bulk(app, { action: 'cancel', ids: [uuid(2)] });
    const items = [
      { id: uuid(1), newId: uuid(11) },
      { id: uuid(2), newId: uuid(12) },
    ];
    const results = await bulk(app, { action: 'retry', items });
    expect(results).toMatchObject([
      { id: uuid(1), ok: false, problem: { code: 'not-allowed' } },
      { id: uuid(2), ok: true, task: { id: uuid(12), state: 'held', resentFrom: uuid(2) } },
    ]);
    expect(await bulk(app, { action: 'retry', items })).toMatchObject([{ ok: false }, { ok: true }]);
    expect(await app.get('/api/tasks')).toMatchObject({ total: 3 });
  });

  it.each([
    ['action', { action: 'burn', ids: [uuid(1)] }],
    ['ids', { action: 'delete', ids: [] }],
    ['ids', { action: 'delete', ids: Array.from({ length: 1001 }, (_, n) => uuid(n)) }],
    ['ids.1', { action: 'delete', ids: [uuid(1), 'x'] }],
    ['tags', { action: 'tag', ids: [uuid(1)] }],
    ['tags', { action: 'tag', ids: [uuid(1)], tags: [] }],
    ['tags', { action: 'delete', ids: [uuid(1)], tags: ['a'] }],
    ['items.0.newId', { action: 'retry', items: [{ id: uuid(1) }] }],
  ])('refuse a wrong body naming %s', async (field, body) => {
    const app = await startApp();
    const response = await app.request('/api/tasks/bulk', json('POST', body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request', field } });
  });
});

describe('a batch', () => {
  it('is named with its tasks, read, paused, resumed and cancelled', async () => {
    const app = await startApp(HELD);
    const batch = { id: uuid(90), name: 'storms' };
    const tasks = [1, 2, 3].map((n) => ({ id: uuid(n), request: softRain }));
    await app.request('/api/tasks', json('POST', { tasks, batch }));
    const path = `/api/batches/${uuid(90)}`;
    expect(await app.get('/api/batches')).toMatchObject({ batches: [{ ...batch, total: 3 }], next: null });
    const post = async (end: string) => (await app.request(`${path}/${end}`, json('POST', {}))).json();
    expect(await post('pause')).toMatchObject({ paused: true, counts: { held: 2 } });
    expect(await app.get(`/api/tasks/${uuid(3)}`)).toMatchObject({
      batch,
      queue: { sendAt: null, waitsFor: 'batch' },
    });
    expect(await post('resume')).toMatchObject({ paused: false });
    expect(await post('cancel-unsent')).toMatchObject({ counts: { held: 0, cancelled: 2 } });
    expect((await app.request(`/api/batches/${uuid(91)}`)).status).toBe(404);
  });

  it.each([
    ['batch.id', { id: 'x', name: 'storms' }],
    ['batch.name', { id: uuid(90), name: ' ' }],
    ['batch.name', { id: uuid(90) }],
    ['batch.colour', { id: uuid(90), name: 'storms', colour: 'red' }],
  ])('with a wrong %s is refused with nothing journalled', async (field, batch) => {
    const app = await startApp();
    const tasks = [{ id: uuid(1), request: softRain }];
    const response = await app.request('/api/tasks', json('POST', { tasks, batch }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { field } });
    expect(await app.get('/api/batches')).toEqual({ batches: [], next: null });
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });
});
