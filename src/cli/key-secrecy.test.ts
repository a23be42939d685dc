import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import type { Fault } from '../testing/faulty-vendor/faults.ts';
import { startFaultyVendor } from '../testing/faulty-vendor/faulty-vendor.ts';
import { filesIn } from '../testing/sandbox-fixtures.ts';
import { json, startServer } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const KEY = 'sk-live-0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** A vendor that repeats the key in whatever it says. */
const telltale = (code: number): Fault => ({
  does: 'answer',
  status: 200,
  type: 'application/json',
  body: JSON.stringify({ code, msg: `Bearer ${KEY} is not allowed <b>${KEY}</b>`, data: null }),
  billed: false,
});

test('the key is in no response, no header, no event, no log, no file', async () => {
  const vendor = await startFaultyVendor({ plan: { renderMs: 50, callbacks: 'none' } });
  const server = await startServer({
    env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: `Bearer ${KEY}`, SOUNDS_MODELS: 'V5' },
  });
  for (const code of [400, 401, 429, 500, 599]) vendor.failNext(telltale(code));
  vendor.failNext('html-in-200-after-accept');
  vendor.failNextRead(telltale(401));

  const heard: string[] = [];
  const call = async (path: string, init?: RequestInit) => {
    const answer = await fetch(server.url + path, init);
    heard.push(JSON.stringify([...answer.headers]), await answer.text());
  };
  const unsubscribe = server.app.tasks.subscribe(0, (event) => heard.push(JSON.stringify(event)));
  for (let n = 1; n <= 6; n++) {
    await call('/api/v1/generate/sounds', json('POST', softRain, { 'idempotency-key': `k${n}` }));
  }
  await call('/api/tasks', json('POST', { tasks: [{ id: uuid(7), request: softRain }] }));
  for (const path of [
    '/',
    '/api/tasks',
    '/api/connections',
    '/api/v1/generate/credit',
    `/api/tasks/${uuid(7)}`,
  ]) {
    await call(path);
  }
  await call(`/api/v1/generate/record-info?taskId=${vendor.billing.at(-1)?.taskId}`);
  await call('/api/v1/generate/record-info?taskId=unheard-of');
  unsubscribe();
  await server.stop();
  await vendor.close();

  const files = filesIn(server.folder).map((path) => readFileSync(path, 'latin1'));
  const everything = [...heard, ...files, ...server.reports.map(String)].join('\n');
  expect(vendor.requests.some(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
  expect(everything).toContain('is not allowed');
  expect(everything).not.toContain(KEY);
});
