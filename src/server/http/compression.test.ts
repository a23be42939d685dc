import { expect, test } from 'vitest';

import { startApp } from '../../testing/start-app.ts';
import { memoryFiles, softRain, uuid } from '../../testing/task-fixtures.ts';
import { systemClock } from '../platform/clock.ts';
import { createHttp } from './app.ts';

const WANTS_GZIP = { headers: { host: 'localhost', 'accept-encoding': 'gzip' } };

test('the list is compressed here, unless whoever stands in front does it', async () => {
  const { tasks, generate } = await startApp();
  await generate({ id: uuid(1), request: { ...softRain, prompt: 'soft rain '.repeat(40) } });
  const ask = (compresses?: boolean) =>
    createHttp({
      tasks,
      clock: systemClock,
      hosts: { names: [], anyAddress: false },
      publicUrl: null,
      basePath: '',
      trustedProxies: [],
      accessToken: null,
      sessionFiles: memoryFiles(),
      inlineHashes: { scripts: [], styles: [] },
      build: 'test',
      peerAddress: () => '127.0.0.1',
      closing: new AbortController().signal,
      logError: () => {},
      ...(compresses !== undefined && { compresses }),
    }).request('/api/tasks', WANTS_GZIP);
  expect((await ask()).headers.get('content-encoding')).toBe('gzip');
  const asItIs = await ask(false);
  expect(asItIs.headers.get('content-encoding')).toBe(null);
  expect(await asItIs.json()).toMatchObject({ total: 1 });
});
