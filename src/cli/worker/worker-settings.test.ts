import { readFileSync } from 'node:fs';

import { describe, expect, it, vi } from 'vitest';

import { readMigrations } from '../../server/platform/node/read-migrations.ts';
import { front } from './front.ts';
import { readWorkerSettings, type WorkerEnv } from './worker-settings.ts';

const env = (more: Record<string, string>): WorkerEnv => ({
  WORKSPACE: {
    idFromName: (name) => ({ name }),
    idFromString: (text) => ({ text }),
    newUniqueId: () => ({ made: true }),
    get: () => ({
      fetch: () => Promise.reject(new Error('the object was reset')),
      tell: async () => {},
      purge: async () => {},
    }),
  },
  TAKES: {} as WorkerEnv['TAKES'],
  ...more,
});
const TOKEN = { ACCESS_TOKEN: 'a-long-token-0123456789' };
const ask = async (path: string, init: RequestInit, more: Record<string, string>) =>
  front.fetch(new Request(`https://sounds.example${path}`, init), env(more));

describe('the settings of a Worker', () => {
  it('are those of Node, with a vendor where Node would take its sandbox', () => {
    const { upstream, accessToken } = readWorkerSettings(env(TOKEN));
    expect([upstream.name, upstream.apiKey, accessToken]).toEqual(['apibox', null, TOKEN.ACCESS_TOKEN]);
  });

  it('name no sandbox of this process: there is none', () => {
    expect(() => readWorkerSettings(env({ ...TOKEN, SOUNDS_UPSTREAM: 'sandbox' }))).toThrow(
      'no sandbox here',
    );
    expect(
      readWorkerSettings(env({ ...TOKEN, SOUNDS_UPSTREAM: 'https://sandbox.example' })).upstream.name,
    ).toBe('custom');
  });
});

describe('the Worker', () => {
  it.each(['/', '/healthz', '/api/tasks', '/media/x/y.mp3'])(
    'serves nothing without an access token, not even %s',
    async (path) => {
      const answer = await ask(path, {}, {});
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('ACCESS_TOKEN is not set');
    },
  );

  it('says no word of a secret that it refuses', async () => {
    const answer = await ask('/', {}, { ...TOKEN, SOUNDS_API_KEY: 'a key with spaces' });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('a key with');
  });

  it('never says "try again" of a POST that the object was reset under', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const post = await ask('/api/v1/generate/sounds', { method: 'POST', body: '{}' }, TOKEN);
    expect(post.status).toBe(424);
    expect(await post.json()).toMatchObject({ problem: { code: 'outcome-unknown', charged: 'unsure' } });
    expect((await ask('/api/tasks', {}, TOKEN)).status).toBe(503);
    expect(log).toHaveBeenCalledTimes(2);
  });

  it('brings every migration, in order', () => {
    const source = readFileSync(new URL('bundled-migrations.ts', import.meta.url), 'utf8');
    const folder = new URL('../../server/db/migrations/', import.meta.url);
    const imported = [...source.matchAll(/import (\w+) from '.*\/([\w-]+\.sql)'/g)];
    const texts = imported.map(([, , name = '']) => readFileSync(new URL(name, folder), 'utf8'));
    expect(texts).toEqual(readMigrations());
    const listed = /= \[([^\]]*)\]/.exec(source)?.[1]?.match(/\w+/g);
    expect(listed).toEqual(imported.map(([, name]) => name));
  });
});
