import { beforeEach, describe, expect, it } from 'vitest';

import type { Task } from '#shared/task.ts';

import { startApp, type TestApp } from '../../../testing/start-app.ts';
import { aRequest } from '../../../testing/task-builders.ts';
import { createApi } from '../../api/api-client.ts';
import { MemoryStore } from '../../state/safe-storage.ts';
import { cutIntoUploads, UploadQueue } from './upload-queue.ts';

let app: TestApp;
let store: MemoryStore;
let put: Task[];
/** The line to the server: how often it was asked, and what it does with an answer. */
let posts: number;
let line: 'whole' | 'cut' | 'lost';
beforeEach(async () => {
  app = await startApp();
  store = new MemoryStore();
  put = [];
  posts = 0;
  line = 'whole';
});

const open = () =>
  new UploadQueue(
    createApi(async (path, init) => {
      if (init.method === 'POST') posts += 1;
      if (line === 'lost') throw new TypeError('no way there');
      const answer = await app.request(path, init);
      if (line === 'cut' && init.method === 'POST') throw new TypeError('the answer was lost');
      return answer;
    }),
    store,
    (tasks) => void put.push(...tasks),
  );

const batch = { id: '6f1c2f3a-5f0e-4d0c-9a8e-0a0b0c0d0e0f', name: 'rain' };
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(),
    request: aRequest({ prompt: `rain ${index}` }),
  }));

describe('a batch', () => {
  it('is cutIntoUploads into parts the server takes, in order', () => {
    const all = items(450);
    expect(cutIntoUploads(all).map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(cutIntoUploads(all).flat()).toEqual(all);
  });

  it('of long prompts is cutIntoUploads into more parts, each within what a body may weigh', () => {
    const all = items(400).map((item) => ({ ...item, request: aRequest({ prompt: '雨'.repeat(500) }) }));
    for (const part of cutIntoUploads(all))
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(500_000);
  });

  it('is handed over whole and then forgotten', async () => {
    const handover = open();
    await handover.start(batch, items(24));
    expect(app.tasks.list({}).total).toBe(24);
    expect(put.map((task) => task.batch)).toEqual(Array.from({ length: 24 }, () => batch));
    expect(handover.chunks()).toEqual([]);
    expect(store.length).toBe(0);
  });

  it('whose answer was lost is asked about, and not sent again', async () => {
    line = 'cut';
    await open().start(batch, items(24));
    line = 'whole';
    const reloaded = open();
    expect(reloaded.chunks()).toMatchObject([{ status: 'checking' }]);
    await reloaded.settle();
    expect(reloaded.chunks()).toEqual([]);
    expect(app.tasks.list({}).total).toBe(24);
    expect(posts).toBe(1);
  });

  it('that never arrived is the person’s to send, with the same ids', async () => {
    line = 'lost';
    const all = items(24);
    await open().start(batch, all);
    line = 'whole';
    const reloaded = open();
    await reloaded.settle();
    expect(reloaded.chunks()).toMatchObject([{ status: 'not-sent' }]);
    expect(app.tasks.list({}).total).toBe(0);
    await reloaded.sendRest(batch.id);
    expect(app.tasks.list({}).total).toBe(24);
    expect(app.tasks.get(all[0]!.id).request.prompt).toBe('rain 0');
    expect(store.length).toBe(0);
  });

  it('that was discarded leaves nothing behind', async () => {
    line = 'lost';
    const handover = open();
    await handover.start(batch, items(3));
    line = 'whole';
    await handover.settle();
    handover.discard(batch.id);
    expect(handover.chunks()).toEqual([]);
    expect(store.length).toBe(0);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('that is refused says why and sends nothing more of it', async () => {
    const handover = open();
    const [first, ...rest] = items(250);
    await handover.start(batch, [{ ...first!, request: { ...first!.request, soundTempo: 999 } }, ...rest]);
    expect(handover.chunks()).toMatchObject([
      { status: 'not-sent', error: 'BPM must be at most 300.' },
      { status: 'not-sent', error: null },
    ]);
    expect(posts).toBe(1);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('goes out also when the browser stores nothing, and says so', async () => {
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const handover = open();
    await handover.start(batch, items(2));
    expect(handover.isVolatile).toBe(true);
    expect(app.tasks.list({}).total).toBe(2);
  });
});
