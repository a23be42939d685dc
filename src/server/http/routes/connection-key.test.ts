import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  addConnection,
  aVendor,
  KEY,
  says,
  startConnectable,
  submitTo,
} from '../../../testing/connection-fixtures.ts';
import { filesIn } from '../../../testing/sandbox-fixtures.ts';
import { json } from '../../../testing/start-app.ts';
import { uuid } from '../../../testing/task-fixtures.ts';

describe('a key', () => {
  it('typed in the page is in no byte that leaves again, and on disk in secrets.json alone', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const heard: string[] = [];
    app.tasks.subscribe(0, (event) => heard.push(JSON.stringify(event)));
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await app.request(path, method === 'GET' ? {} : json(method, body));
      heard.push(
        JSON.stringify([...response.headers]),
        Buffer.from(await response.arrayBuffer()).toString('latin1'),
      );
    };
    const { id } = await addConnection(app, vendor.url);
    for (const code of [400, 401, 429, 500]) {
      vendor.failNext(says(code));
      await submitTo(app, [{ id: uuid(code), connection: id }]);
    }
    vendor.failNextRead(says(401));
    await ask('POST', `/api/connections/${id}/test`);
    await ask('POST', '/api/connections', { vendor: 'custom', baseUrl: vendor.url, key: KEY });
    await ask('POST', '/api/connections', { vendor: 'custom', baseUrl: vendor.url, key: `${KEY} \u00e9` });
    await ask('POST', '/api/connections', `{"vendor":"custom","key":"${KEY}`);
    await ask('PATCH', `/api/connections/${id}`, { key: KEY, sameAccount: 'yes' });
    for (const path of [
      '/api/connections',
      '/api/tasks',
      '/api/tasks.csv',
      '/api/export',
      '/api/export?audio=1',
      '/api/facets',
      '/api/v1/generate/credit',
      `/api/connections/${id}`,
    ])
      await ask('GET', path);
    await app.stop();
    const files = filesIn(app.folder)
      .filter((path) => !path.endsWith('secrets.json'))
      .map((path) => readFileSync(path, 'latin1'));
    const everything = [...heard, ...files, ...app.reports.map(String)].join('\n');
    expect(everything).toContain('[API key]');
    expect(everything).not.toContain(KEY);
    expect(vendor.requests.some(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(statSync(join(app.folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});
