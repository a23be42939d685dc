import { expect, it } from 'vitest';

import { startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

const ask = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Names in a zip's central directory. */
function namesIn(zip: Uint8Array): string[] {
  const text = new TextDecoder('latin1').decode(zip);
  const signature = `PK${String.fromCharCode(1, 2)}`;
  const heads = new RegExp(`${signature}[\\s\\S]{24}([\\s\\S]{2})[\\s\\S]{16}`, 'g');
  return [...text.matchAll(heads)].map((head) => {
    const length = (head[1]?.charCodeAt(0) ?? 0) + 256 * (head[1]?.charCodeAt(1) ?? 0);
    return text.slice(head.index + head[0].length, head.index + head[0].length + length);
  });
}

it('is one zip of the chosen takes by the names asked for, each name once, with a list', async () => {
  const app = await startApp();
  for (const n of [1, 2]) await app.generate({ id: uuid(n), request: softRain });
  const download = async (body: object) => {
    const { id, files } = (await (await app.request('/api/downloads', ask(body))).json()) as {
      id: string;
      files: number;
    };
    const answer = await app.request(`/api/downloads/${id}`);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const names = namesIn(new Uint8Array(await answer.arrayBuffer()));
    expect(names).toHaveLength(files + 1);
    return names;
  };
  const ids = [uuid(1), uuid(2), uuid(9)];
  expect(await download({ ids, name: '{title}_{take}' })).toEqual([
    'soft-rain_A.mp3',
    'soft-rain_A-2.mp3',
    'sounds.csv',
  ]);
  expect(await download({ ids: [uuid(1)], name: '{take}', takes: 'all' })).toEqual([
    'A.mp3',
    'B.mp3',
    'sounds.csv',
  ]);
  app.tasks.setVerdict(uuid(1), 2, 'keep');
  expect(await download({ ids: [uuid(1)], name: '{take}' })).toEqual(['B.mp3', 'sounds.csv']);
});

it('refuses what is no list of tasks, and says when there is nothing to load', async () => {
  const app = await startApp();
  const status = async (body: unknown) => (await app.request('/api/downloads', ask(body))).status;
  for (const wrong of [{}, { ids: [] }, { ids: ['x'] }, { ids: [uuid(1)], takes: 'some' }])
    expect(await status(wrong)).toBe(400);
  expect(await status({ ids: [uuid(1)] })).toBe(404);
  expect((await app.request(`/api/downloads/${uuid(1)}`)).status).toBe(404);
});
