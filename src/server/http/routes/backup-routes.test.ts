import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';

import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import { REV_MAX } from '#shared/limits.ts';
import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

interface File {
  tasks: Record<string, unknown>[];
  batches: object[];
  tombstones: object[];
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const list = async (app: TestApp): Promise<Task[]> => (await app.get<TaskPage>('/api/tasks')).tasks;
const exported = async (app: TestApp, query = ''): Promise<File> => app.get(`/api/export${query}`);

async function upload(app: TestApp, body: Uint8Array<ArrayBuffer> | object, type = 'application/json') {
  return app.request('/api/import/preview', {
    method: 'POST',
    headers: { 'content-type': type },
    body: body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

async function restore(app: TestApp, body: Uint8Array<ArrayBuffer> | object, type?: string, more = {}) {
  const preview = (await (await upload(app, body, type)).json()) as ImportPreview;
  const answer = await app.request('/api/import', json('POST', { id: preview.id, ...more }));
  expect(answer.status).toBe(200);
  return { preview, answer: (await answer.json()) as ImportAnswer };
}

const zipOf = async (...files: { name: string; input: string | Uint8Array<ArrayBuffer> }[]) =>
  bytesOf(new Response(makeZip(files) as BodyInit));

/** Two tasks with audio, one of them annotated, one in a batch. */
async function startFilled() {
  const app = await startApp();
  await app.generate({ id: uuid(1), request: softRain });
  const batch = { id: uuid(90), name: 'storms' };
  const tasks = [{ id: uuid(2), request: { ...softRain, prompt: 'hard wind', soundKey: 'D#m' } }];
  await app.request('/api/tasks', json('POST', { tasks, batch }));
  await app.reaches(uuid(2), (task) => task.state === 'ready' && task.takes.every(({ kept }) => kept));
  const words = { title: 'Attic', notes: 'for “scene 4”, über', tags: ['rain'], favourite: true };
  await app.request(`/api/tasks/${uuid(1)}`, json('PATCH', words));
  return app;
}

describe('a backup', () => {
  it('restores the same list, audio included, into an empty folder, and sends nothing', async () => {
    const old = await startFilled();
    const zip = await bytesOf(await old.request('/api/export?audio=1'));
    const app = await startApp();
    const { preview, answer } = await restore(app, zip, 'application/zip');
    expect(preview).toMatchObject({
      tasks: { new: 2, same: 0, conflict: { file: 0, here: 0 }, gone: 0 },
      audio: { files: 4 },
      batches: 1,
      withoutAudio: 0,
    });
    expect(answer).toMatchObject({ tasks: { new: 2 }, audio: preview.audio });
    expect(await list(app)).toEqual(await list(old));
    const take = `/api/tasks/${uuid(2)}/takes/2/audio`;
    expect(await bytesOf(await app.request(take))).toEqual(await bytesOf(await old.request(take)));
    expect(app.synth.jobs).toEqual([]);
  });

  it('imported twice changes nothing the second time', async () => {
    const old = await startFilled();
    const zip = await bytesOf(await old.request('/api/export?audio=1'));
    const app = await startApp();
    await restore(app, zip, 'application/zip');
    const before = await list(app);
    const { answer } = await restore(app, zip, 'application/zip');
    expect(answer).toMatchObject({ tasks: { new: 0, same: 2 }, audio: { files: 0 } });
    expect(await list(app)).toEqual(before);
  });

  it('without audio is restored too, and says how many takes are not at hand', async () => {
    const old = await startFilled();
    const app = await startApp();
    const { preview } = await restore(app, await exported(old));
    expect(preview).toMatchObject({ tasks: { new: 2 }, audio: { files: 0 }, withoutAudio: 4 });
    // And the audio comes later, out of the zip.
    const zip = await bytesOf(await old.request('/api/export?audio=1'));
    const { answer } = await restore(app, zip, 'application/zip');
    expect(answer).toMatchObject({ tasks: { new: 0 }, audio: { files: 4 } });
    expect((await app.request(`/api/tasks/${uuid(1)}/takes/1/audio`)).status).toBe(200);
  });

  it('never sends what was waiting when it was made, and its keys stay used', async () => {
    const old = await startApp({ env: { SOUNDS_PACE: '1/600s' } });
    await old.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    const backup = await exported(old);
    expect(backup.tasks.map(({ state }) => state)).toEqual([expect.any(String), 'cancelled']);
    const app = await startApp();
    const held = { ...backup, tasks: backup.tasks.map((task) => ({ ...task, state: 'held' })) };
    await restore(app, held);
    expect((await list(app)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(await app.submit({ id: uuid(2), request: softRain })).toMatchObject([{ state: 'cancelled' }]);
    expect(app.synth.jobs).toEqual([]);
  });

  it('of an earlier hour does not cancel what still waits here', async () => {
    const app = await startApp({ env: { SOUNDS_PACE: '1/600s' } });
    await app.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    const { answer } = await restore(app, await exported(app));
    expect(answer.tasks).toMatchObject({ new: 0, conflict: { file: 0, here: 1 } });
    expect(await app.get(`/api/tasks/${uuid(2)}`)).toMatchObject({ state: 'held' });
  });

  it('brings its tombstones: what was deleted there is not sent again here', async () => {
    const old = await startFilled();
    await old.request(`/api/tasks/${uuid(1)}`, json('DELETE', {}));
    const backup = await exported(old);
    expect(JSON.stringify(backup)).not.toContain('soft rain');
    const app = await startApp();
    await restore(app, backup);
    const again = await app.submit({ id: uuid(1), request: softRain });
    expect(again).toMatchObject([{ id: uuid(1), gone: true, taskId: expect.any(String) }]);
    expect(app.synth.jobs).toEqual([]);
  });

  it('leaves deleted what was deleted here, unless it is asked back', async () => {
    const old = await startFilled();
    const backup = await exported(old);
    const app = await startApp();
    await restore(app, { ...backup, tasks: [], tombstones: [tombstoneOf(backup.tasks[0])] });
    expect((await restore(app, backup)).answer.tasks).toMatchObject({ new: 1, gone: 1 });
    expect((await restore(app, backup, undefined, { bringBack: true })).answer.tasks).toMatchObject({
      new: 1,
    });
    expect(await list(app)).toHaveLength(2);
  });

  it('of a selection holds that selection and no tombstones', async () => {
    const app = await startFilled();
    const backup = await exported(app, `?ids=${uuid(2)}`);
    expect(backup).toMatchObject({ tasks: [{ id: uuid(2) }], batches: [{ id: uuid(90) }], tombstones: [] });
  });

  it('holds no secret of ours', async () => {
    const env = { PUBLIC_URL: 'https://studio.example', PUBLIC_CALLBACKS_ONLY: 'yes' };
    const app = await startApp({ env });
    await app.generate({ id: uuid(1), request: softRain });
    expect(JSON.stringify(await exported(app))).not.toMatch(/secret|api\/callbacks\/[0-9a-f]/);
  });
});

const tombstoneOf = (task: Record<string, unknown> | undefined) => ({
  id: task?.['id'],
  key: task?.['key'],
  bodyHash: task?.['bodyHash'],
  connection: task?.['connection'],
  taskId: task?.['taskId'],
  problem: null,
});

const change = (at: number, more: object) => (file: File) => ({
  ...file,
  tasks: file.tasks.map((task, i) => (i === at ? { ...task, ...more } : task)),
});
const takesOf = (file: File, at: number) => (file.tasks[at]?.['takes'] ?? []) as { file: string }[];
const inTake = (at: number, more: object) => (file: File) =>
  change(at, { takes: takesOf(file, at).map((take) => ({ ...take, ...more })) })(file);

describe('a row that cannot be imported is named and left out, and the rest comes in', () => {
  it.each<[string, (file: File) => object]>([
    ['tasks.1.request.soundKey', change(1, { request: { ...softRain, soundKey: 'Db' } })],
    ['tasks.1.state', change(1, { state: 'done' })],
    ['tasks.1.taskId', change(1, { taskId: null })],
    ['tasks.0.problem', change(0, { state: 'failed' })],
    ['tasks.0.stage', change(0, { state: 'rendering', stage: null })],
    ['tasks.1.colour', change(1, { colour: 'red' })],
    ['tasks.1.id', change(1, { id: uuid(1) })],
    ['tasks.0.tags.0', change(0, { tags: [''] })],
    ['tasks.0.rev', change(0, { rev: 0 })],
    ['tasks.0.rev', change(0, { rev: 9_007_199_254_740_990 })],
    ['tasks.0.takes.0.url', inTake(0, { url: 'javascript:alert(1)' })],
    ['tasks.0.takes.0.file', inTake(0, { file: '../../etc/passwd' })],
    ['tasks.0.takes.1.n', inTake(0, { n: 1 })],
    ['tasks.0', (file) => ({ ...file, tasks: [null, ...file.tasks.slice(1)] })],
  ])('%s', async (field, spoil) => {
    const backup = await exported(await startFilled());
    const app = await startApp();
    const { preview, answer } = await restore(app, spoil(backup));
    const badRows = { count: 1, shown: [{ field, message: expect.any(String) }] };
    expect(preview).toMatchObject({ tasks: { new: 1 }, badRows });
    expect(answer).toMatchObject({ tasks: { new: 1 }, badRows });
    expect(await list(app)).toHaveLength(1);
  });

  it.each<[string, (file: File) => object, object]>([
    ['tombstones.0', (file) => ({ ...file, tombstones: [7] }), {}],
    ['batches.0.name', (file) => ({ ...file, batches: [{ ...file.batches[0], name: 7 }] }), {}],
    ['tasks.0.batch', change(0, { batch: uuid(77) }), { batch: null }],
  ])('%s: its task is not lost with it', async (field, spoil, task) => {
    const backup = await exported(await startFilled());
    const app = await startApp();
    const { answer } = await restore(app, spoil(backup));
    expect(answer).toMatchObject({
      tasks: { new: 2 },
      badRows: { shown: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
    expect(await app.get(`/api/tasks/${uuid(1)}`)).toMatchObject(task);
  });

  it('a key that two tasks claim stays with the first', async () => {
    const backup = await exported(await startFilled());
    const app = await startApp();
    await restore(app, change(1, { key: uuid(1) })(backup));
    expect(await list(app)).toHaveLength(2);
    expect((await exported(app)).tasks.map(({ key }) => key)).toEqual([uuid(1), null]);
  });

  it('a library that took the highest rev there is can still be read after a change', async () => {
    const backup = await exported(await startFilled());
    const app = await startApp();
    await restore(app, change(0, { rev: REV_MAX })(backup));
    await app.request(`/api/tasks/${uuid(1)}`, json('PATCH', { notes: 'n' }));
    expect(await list(app)).toHaveLength(2);
  });

  it('a file of one take is not copied for another', async () => {
    const old = await startFilled();
    const backup = await exported(old);
    const [file] = takesOf(backup, 0).map(({ file }) => file);
    const bytes = await bytesOf(await old.request(`/api/tasks/${uuid(1)}/takes/1/audio`));
    const many = backup.tasks.map((task) => ({
      ...task,
      takes: (task['takes'] as object[]).slice(0, 1).map((take) => ({ ...take, file })),
    }));
    const zip = await zipOf(
      { name: 'cuesmith-backup.json', input: JSON.stringify({ ...backup, tasks: many }) },
      { name: file ?? '', input: bytes },
    );
    const { preview } = await restore(await startApp(), zip, 'application/zip');
    expect(preview).toMatchObject({
      audio: { files: 1, bytes: bytes.length },
      badRows: { count: 1 },
      tasks: { new: 2 },
    });
  });

  it('a take that is not audio, or damaged, is named; its task comes in, and all the rest', async () => {
    const old = await startFilled();
    const backup = await exported(old);
    const [name = ''] = takesOf(backup, 0).map(({ file }) => file);
    const page = await zipOf(
      { name: 'cuesmith-backup.json', input: JSON.stringify(backup) },
      { name, input: '<html>not found</html>' },
    );
    const { answer } = await restore(await startApp(), page, 'application/zip');
    expect(answer).toMatchObject({ tasks: { new: 2 }, badRows: { count: 1 }, audio: { files: 0 } });
    expect(answer.badRows.shown[0]).toMatchObject({
      field: name,
      message: expect.stringMatching(/not audio/),
    });

    const zip = await bytesOf(await old.request('/api/export?audio=1'));
    // In the middle of the takes' bytes, far from the names.
    const spoiled = zip.map((byte, i) => (i === Math.floor(zip.length * 0.7) ? byte ^ 0xff : byte));
    const app = await startApp();
    const second = await restore(app, spoiled, 'application/zip');
    expect(second.answer).toMatchObject({ tasks: { new: 2 }, badRows: { count: 1 } });
    expect(second.answer.badRows.shown[0]).toMatchObject({
      field: expect.stringMatching(/^takes\//),
      message: expect.stringMatching(/damaged/),
    });
    expect(second.answer.audio.files).toBe(second.preview.audio.files - 1);
  });
});

describe('what cannot be imported', () => {
  it.each<[string, (file: File) => object]>([
    ['tombstones', (file) => ({ ...file, tombstones: 7 })],
    ['version', (file) => ({ ...file, version: 3 })],
    ['format', (file) => ({ ...file, format: 'songs' })],
    ['more', (file) => ({ ...file, more: 1 })],
    ['tasks', (file) => ({ ...file, tasks: {} })],
  ])('is named by its path: %s', async (field, spoil) => {
    const backup = await exported(await startFilled());
    const app = await startApp();
    const response = await upload(app, spoil(backup));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request', field } });
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });

  it.each<[string, string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ['a file that is no zip', 'application/zip', async () => new TextEncoder().encode('PK? no')],
    ['a zip without a backup', 'application/zip', async () => zipOf({ name: 'a.txt', input: 'a' })],
    ['half a file', 'application/json', async () => new TextEncoder().encode('{"format":"cuesm')],
    ['nothing', 'application/json', async () => new Uint8Array()],
  ])('is %s', async (_, type, body) => {
    const app = await startApp();
    const response = await upload(app, await body(), type);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request' } });
    expect((await app.request('/api/import', json('POST', { id: uuid(1) }))).status).toBe(404);
  });

  it('is anything of another type', async () => {
    const app = await startApp();
    expect((await upload(app, {}, 'text/plain')).status).toBe(400);
    const elsewhere = { method: 'POST', headers: { 'content-type': 'application/zip' }, body: '{}' };
    expect((await app.request('/api/tasks', elsewhere)).status).toBe(400);
  });
});

it('a zip that was unpacked and packed again in a folder is taken', async () => {
  const backup = await exported(await startFilled());
  const app = await startApp();
  const zip = await zipOf({ name: 'my backup/cuesmith-backup.json', input: JSON.stringify(backup) });
  expect((await restore(app, zip, 'application/zip')).answer.tasks).toMatchObject({ new: 2 });
});
