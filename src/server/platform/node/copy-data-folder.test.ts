import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startFaultyVendor } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { json, startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';
import { detachCopy } from '../../tasks/backup/detach-copy.ts';
import { systemClock } from '../clock.ts';
import { StorageProblem } from '../errors.ts';
import type { Sql } from '../sql.ts';
import { copyDataFolder } from './copy-data-folder.ts';
import { readMigrations } from './read-migrations.ts';

const detach = (sql: Sql) => detachCopy(sql, readMigrations(), systemClock);

describe('a backup', () => {
  it('of a folder in use has its tasks and its audio, and starts', async () => {
    const app = await startApp();
    const task = await app.generate({ id: uuid(1), request: softRain });
    const target = join(temporaryFolder(), 'copy');
    expect(copyDataFolder(app.folder, target, detach)).toEqual({ tasks: 1, files: 4 });
    await app.stop();
    const restored = await startApp({ folder: target });
    expect(await restored.get(`/api/tasks/${uuid(1)}`)).toEqual(task);
    const audio = await restored.request(task.takes[1]?.audio ?? '');
    expect(Number(audio.headers.get('content-length'))).toBeGreaterThan(1000);
  });

  it('never sends: what was held is cancelled, what was on its way is unknown, keys stay used', async () => {
    const vendor = await startFaultyVendor();
    const env = { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key', SOUNDS_PACE: '1/600s' };
    const app = await startApp({ env });
    vendor.failNext('hang-before-accept');
    await app.submit({ id: uuid(1), request: softRain }, { id: uuid(2), request: softRain });
    const target = join(temporaryFolder(), 'copy');
    copyDataFolder(app.folder, target, detach);

    const restored = await startApp({ env: { ...env, SOUNDS_PACE: '100/1s' }, folder: target });
    expect(await restored.get(`/api/tasks/${uuid(1)}`)).toMatchObject({ state: 'unknown' });
    expect(await restored.get(`/api/tasks/${uuid(2)}`)).toMatchObject({ state: 'cancelled' });
    const replay = { id: uuid(2), request: softRain };
    expect(await restored.submit(replay)).toMatchObject([{ state: 'cancelled' }]);
    const reused = { ...replay, request: { ...softRain, prompt: 'hard rain' } };
    expect((await restored.request('/api/tasks', json('POST', { tasks: [reused] }))).status).toBe(422);
    expect(await app.get(`/api/tasks/${uuid(2)}`)).toMatchObject({ state: 'held' });
    expect(vendor.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await vendor.close();
  });

  it('is refused where something is already, and of nothing', async () => {
    const app = await startApp();
    const target = temporaryFolder();
    expect(() => copyDataFolder(app.folder, target, detach)).toThrow(/is there already/);
    expect(readdirSync(target)).toEqual([]);
    const nowhere = join(target, 'nothing');
    expect(() => copyDataFolder(nowhere, join(target, 'copy'), detach)).toThrow(/nothing to back up/);
    expect(existsSync(nowhere)).toBe(false);
  });
  it('takes only what is ours: an upload that waits for its import stays behind', async () => {
    const app = await startApp();
    await app.generate({ id: uuid(1), request: softRain });
    mkdirSync(join(app.folder, 'takes', 'imports'), { recursive: true });
    writeFileSync(join(app.folder, 'takes', 'imports', 'upload'), 'somebody’s 8 GB');
    const target = join(temporaryFolder(), 'copy');
    expect(copyDataFolder(app.folder, target, detach)).toEqual({ tasks: 1, files: 4 });
    expect(readdirSync(join(target, 'takes'))).toEqual(['takes']);
  });

  it.each(['inside', 'takes/inside', 'not/there/yet'])(
    'never goes into the folder it copies: %s',
    async (name) => {
      const app = await startApp();
      const link = join(temporaryFolder(), 'link');
      symlinkSync(app.folder, link);
      for (const folder of [app.folder, link])
        expect(() => copyDataFolder(app.folder, join(folder, name), detach)).toThrow(
          /inside of the data folder/,
        );
      expect(existsSync(join(app.folder, name))).toBe(false);
    },
  );

  it('of a damaged database is refused in one line, and leaves nothing', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'cuesmith.db'), 'holiday notes '.repeat(900));
    const target = join(temporaryFolder(), 'copy');
    expect(() => copyDataFolder(folder, target, detach)).toThrow(/^.*cuesmith\.db is damaged .*$/);
    expect(existsSync(target)).toBe(false);
  });

  it('that cannot be written is refused in one line', async () => {
    const app = await startApp();
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => copyDataFolder(app.folder, join(file, 'copy'), detach)).toThrow(StorageProblem);
  });
});
