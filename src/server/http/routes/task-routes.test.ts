import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { taskIdOf, type Task } from '#shared/task.ts';

import { json, startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

const item = (n: number, request: object = softRain) => ({ id: uuid(n), request });

describe("the page's submissions", () => {
  it('answers a task per item, with taskId, once its outcome is known', async () => {
    const app = await startApp();
    const tasks = await app.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    expect(tasks).toMatchObject([{ id: uuid(1), request: softRain }, { id: uuid(2) }]);
    expect(new Set(tasks.map((task) => 'taskId' in task && task.taskId)).size).toBe(2);
  });

  it.each([
    [
      { tasks: [item(0), item(1), item(2), item(3, { ...softRain, soundKey: 'Db' })] },
      'tasks.3.request.soundKey',
    ],
    [{ tasks: [item(0, { ...softRain, wetness: 7 })] }, 'tasks.0.request.wetness'],
    [{ tasks: [item(0, { prompt: 'soft rain', model: 'V5' })] }, 'tasks.0.request.soundLoop'],
    [{ tasks: [{ id: 'not-a-uuid', request: softRain }] }, 'tasks.0.id'],
    [{ tasks: [{ ...item(0), colour: 'red' }] }, 'tasks.0.colour'],
    [{ tasks: [7] }, 'tasks.0'],
    [{ tasks: [] }, 'tasks'],
    [{ tasks: Array.from({ length: 501 }, (_, n) => item(n)) }, 'tasks'],
    [{}, 'tasks'],
    [{ tasks: [item(0)], more: 1 }, 'more'],
  ])('refuses the whole list for one bad item, naming it (%#)', async (body, field) => {
    const app = await startApp();
    const response = await app.request('/api/tasks', json('POST', body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 400,
      problem: { code: 'invalid-request', field, charged: 'no' },
    });
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });

  it('takes 500 at once, and 413 says when the body is over 512 kB', async () => {
    const app = await startApp({ env: { SOUNDS_PACE: '1/600s' } });
    const tasks = Array.from({ length: 500 }, (_, n) => ({ id: uuid(n), request: softRain }));
    expect(await app.submit(...tasks)).toHaveLength(500);
    const huge = await app.request('/api/tasks', json('POST', ' '.repeat(513 * 1024)));
    expect(huge.status).toBe(413);
    expect(await huge.json()).toMatchObject({ problem: { field: 'body' } });
  });
});

describe('a task', () => {
  it('deleted for good leaves nothing of it in the sandbox either', async () => {
    const app = await startApp();
    const { taskId } = await app.generate({ id: uuid(1), request: softRain });
    app.tasks.remove(uuid(1), { forever: true });
    await expect
      .poll(() => app.get(`/api/v1/generate/record-info?taskId=${taskId}`))
      .toMatchObject({ code: 404 });
    await expect.poll(() => readdirSync(join(app.folder, 'sandbox', 'audio'))).toEqual([]);
  });

  it('can be read, named, tagged, deleted and restored', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const path = `/api/tasks/${uuid(1)}`;
    const change = { title: 'Attic', notes: 'for scene 4', tags: ['rain'], favourite: true };
    const patched = await app.request(path, json('PATCH', change));
    expect(await patched.json()).toMatchObject(change);
    expect((await app.request(path, json('DELETE'))).status).toBe(204);
    expect(await app.get('/api/tasks')).toMatchObject({ tasks: [], total: 0 });
    const restored = await app.request(`${path}/restore`, json('POST', {}));
    expect(await restored.json()).toMatchObject({ id: uuid(1), state: 'ready', title: 'Attic' });
    expect(await app.get(path)).toMatchObject(change);
  });

  it('is listed newest first, page by page, by state and by words', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    await app.generate({ id: uuid(2), request: { ...softRain, prompt: 'hard wind' } });
    const first = await app.get<{ tasks: Task[]; next: string }>('/api/tasks?limit=1');
    const second = await app.get<{ tasks: Task[]; next: null }>(`/api/tasks?limit=1&cursor=${first.next}`);
    expect([...first.tasks, ...second.tasks].map(({ id }) => id)).toEqual([uuid(2), uuid(1)]);
    expect(second.next).toBeNull();
    expect(await app.get('/api/tasks?q=wind')).toMatchObject({ tasks: [{ id: uuid(2) }], total: 1 });
    expect(await app.get('/api/tasks?state=held')).toMatchObject({ tasks: [], total: 0 });
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'state=done', 'colour=red', `q=${'x'.repeat(201)}`])(
    'list refuses ?%s naming it',
    async (query) => {
      const app = await startApp();
      const response = await app.request(`/api/tasks?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        problem: { code: 'invalid-request', field: query.split('=')[0] },
      });
    },
  );

  it('waits its turn and can be cancelled free; a cancelled one is sent again as a new task', async () => {
    const app = await startApp({ env: { SOUNDS_PACE: '1/600s' } });
    await app.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    expect(await app.get(`/api/tasks/${uuid(2)}`)).toMatchObject({ state: 'held', queue: { position: 1 } });
    const cancelled = await app.request(`/api/tasks/${uuid(2)}/cancel`, json('POST'));
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
    const again = await app.request(`/api/tasks/${uuid(2)}/resend`, json('POST', { id: uuid(3) }));
    expect(await again.json()).toMatchObject({ id: uuid(3), state: 'held', resentFrom: uuid(2) });
  });

  it.each([
    ['cancel', undefined],
    ['dismiss', undefined],
    ['claim', { taskId: 'abc' }],
  ])('that is ready refuses %s with 409', async (move, body) => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const response = await app.request(`/api/tasks/${uuid(1)}/${move}`, json('POST', body));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 409, data: null, problem: { charged: 'no' } });
  });

  it.each([
    ['PATCH', '', { title: 7 }, 'title'],
    ['PATCH', '', { state: 'ready' }, 'state'],
    ['PATCH', '', { tags: ['ok', ''] }, 'tags.1'],
    ['POST', '/resend', {}, 'id'],
    ['POST', '/claim', { taskId: 'a b' }, 'taskId'],
    ['POST', '/claim', { taskId: 'ab', force: 'yes' }, 'force'],
    ['POST', '/cancel', { why: 'bored' }, 'why'],
    ['DELETE', '', { sure: true }, 'sure'],
  ])('refuses %s %s with %j naming %s', async (method, end, body, field) => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const response = await app.request(`/api/tasks/${uuid(1)}${end}`, json(method, body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request', field } });
  });

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/restore'],
    ['POST', '/cancel'],
    ['POST', '/check'],
  ])('that does not exist answers 404 to %s %s', async (method, end) => {
    const app = await startApp();
    const body = method === 'GET' ? { method } : json(method, {});
    const response = await app.request(`/api/tasks/${uuid(9)}${end}`, body);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 404, problem: { code: 'not-found' } });
  });

  it('made elsewhere is tracked by its taskId, once', async () => {
    const app = await startApp();
    const made = await app.request(
      '/sandbox/api/v1/generate/sounds',
      json('POST', { prompt: 'far thunder', model: 'V5' }, { authorization: 'Bearer any' }),
    );
    const { data } = (await made.json()) as { data: { taskId: string } };
    const track = async (taskId: string, id?: string) =>
      app.request('/api/tasks/track', json('POST', { taskId, id }));
    const task = (await (await track(data.taskId)).json()) as Task;
    expect(task).toMatchObject({ taskId: data.taskId, tracked: true, request: { prompt: 'far thunder' } });
    expect(await (await track(data.taskId)).json()).toMatchObject({ id: task.id });
    // By its id it is told from one that is made now.
    expect(await (await track(data.taskId, uuid(1))).json()).toMatchObject({ id: task.id });
    expect((await track('nothing-of-that-name')).status).toBe(404);
  });

  it('made elsewhere is tracked by the id that was asked for, unless another has it', async () => {
    const app = await startApp();
    const taskIds: string[] = [];
    for (const prompt of ['far thunder', 'near thunder']) {
      const body = json('POST', { prompt, model: 'V5' }, { authorization: 'Bearer any' });
      const made = await app.request('/sandbox/api/v1/generate/sounds', body);
      taskIds.push(((await made.json()) as { data: { taskId: string } }).data.taskId);
    }
    const [first, second] = await Promise.all(
      taskIds.map(async (taskId) => {
        const answer = await app.request('/api/tasks/track', json('POST', { taskId, id: uuid(1) }));
        return (await answer.json()) as Task;
      }),
    );
    expect([first, second].map((task) => task && taskIdOf(task))).toEqual(taskIds);
    expect([first?.id, second?.id].filter((id) => id === uuid(1))).toHaveLength(1);
  });

  it('keeps a verdict a take, by any spelling of its id (M13, A-L1)', async () => {
    const app = await startApp();
    const id = 'abcdef00-0000-4000-8000-00000000000a';
    await app.generate({ id, request: softRain });
    const put = (n: number, body: object) =>
      app.request(`/api/tasks/${id.toUpperCase()}/takes/${n}/verdict`, json('PUT', body));
    await Promise.all([put(1, { verdict: 'keep' }), put(2, { verdict: 'keep' })]);
    expect(await app.get(`/api/tasks/${id}`)).toMatchObject({
      tags: [],
      takes: [{ verdict: 'keep' }, { verdict: 'keep' }],
    });
    expect((await put(1, { verdict: 'maybe' })).status).toBe(400);
    expect((await put(9, { verdict: null })).status).toBe(404);
  });

  it('keeps what a page heard of a take, and refuses what is none', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const put = (n: number, heard: unknown) =>
      app.request(`/api/tasks/${uuid(1)}/takes/${n}/heard`, json('PUT', { heard }));
    const heard = {
      bpm: [{ bpm: 127.4, confidence: 0.9 }],
      key: { key: 'Am', confidence: 0.7 },
      loop: 'clean',
      lufs: -14.2,
      dbtp: null,
      events: 3,
      version: 1,
    };
    expect(await (await put(2, heard)).json()).toMatchObject({ takes: [{}, { heard }] });
    for (const wrong of [
      { ...heard, bpm: [{ bpm: 0, confidence: 0.9 }] },
      { ...heard, key: { key: 'H', confidence: 1 } },
      { ...heard, loop: 'perhaps' },
      { ...heard, more: 1 },
      { ...heard, version: 0 },
      null,
    ])
      expect((await put(2, wrong)).status).toBe(400);
    expect((await put(9, heard)).status).toBe(404);
    expect(await app.get(`/api/tasks/${uuid(1)}`)).toMatchObject({ takes: [{}, { heard }] });
  });

  it('keeps the edits of a take, and refuses what is none', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const put = (n: number, edits: unknown) =>
      app.request(`/api/tasks/${uuid(1)}/takes/${n}/edits`, json('PUT', { edits }));
    const trim = { id: 'a', on: true, kind: 'bars', bpm: 120 };
    const pitch = { id: 'b', on: true, kind: 'pitch', semitones: -3, loop: true };
    expect(await (await put(1, [trim, pitch])).json()).toMatchObject({
      takes: [{ edits: [trim, pitch] }, { edits: [] }],
    });
    for (const wrong of [
      [trim, trim],
      [{ ...trim, bpm: 0 }],
      [{ ...pitch, semitones: 99 }],
      [{ ...trim, kind: 'reverb' }],
      [{ ...trim, more: 1 }],
      Array.from({ length: 41 }, (_, n) => ({ ...trim, id: `${n}` })),
      'none',
    ])
      expect((await put(1, wrong)).status).toBe(400);
    expect((await put(9, [])).status).toBe(404);
    expect(await app.get(`/api/tasks/${uuid(1)}`)).toMatchObject({ takes: [{ edits: [trim, pitch] }, {}] });
  });

  it('is listed while it can be restored, and is gone when it is deleted for good (M22)', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    const remove = (query: string) => app.request(`/api/tasks/${uuid(1)}${query}`, json('DELETE'));
    expect((await remove('')).status).toBe(204);
    expect(await app.get('/api/tasks?deleted=true')).toMatchObject({ total: 1, tasks: [{ id: uuid(1) }] });
    expect(await app.get('/api/facets')).toMatchObject({ total: 0, deleted: 1 });
    expect((await remove('?forever=true')).status).toBe(204);
    expect(await app.get('/api/tasks?deleted=true')).toMatchObject({ total: 0 });
    expect((await app.request(`/api/tasks/${uuid(1)}/restore`, json('POST', {}))).status).toBe(410);
  });

  it('never shows the key of the upstream', async () => {
    const key = 'a-very-secret-key';
    const app = await startApp({ env: { SOUNDS_UPSTREAM: 'http://127.0.0.1:9', SOUNDS_API_KEY: key } });
    await app.submit({ id: uuid(1), request: softRain });
    const paths = ['/api/tasks', '/api/connections', '/api/v1/generate/credit', `/api/tasks/${uuid(1)}`];
    const texts = await Promise.all(paths.map(async (path) => (await app.request(path)).text()));
    expect(texts.join('')).toContain('unreachable');
    expect(texts.join('')).not.toContain(key);
  });
});
