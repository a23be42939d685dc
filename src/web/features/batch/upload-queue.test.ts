import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Task } from '#shared/task.ts';

import { MemoryStorage } from '../../../testing/memory-storage.ts';
import { startApp, type TestApp } from '../../../testing/start-app.ts';
import { aRequest } from '../../../testing/task-builders.ts';
import { createApi } from '../../api/api-client.ts';
import { Outbox } from '../../state/outbox.ts';
import { settleOutbox } from '../../sync/settle-outbox.ts';
import { cutIntoParts, UploadQueue } from './upload-queue.ts';

let app: TestApp;
let store: MemoryStorage;
let put: Task[];
/** The line to the server: how often it was asked, and what it does with an answer. */
let posts: number;
let line: 'whole' | 'cut' | 'lost';
beforeEach(async () => {
  app = await startApp();
  store = new MemoryStorage();
  put = [];
  posts = 0;
  line = 'whole';
});

/** The page with what its storage holds. */
function open() {
  const api = createApi(async (path, init) => {
    if (init.method === 'POST') posts += 1;
    if (line === 'lost') throw new TypeError('no way there');
    const answer = await app.request(path, init);
    if (line === 'cut' && init.method === 'POST') throw new TypeError('the answer was lost');
    return answer;
  });
  const outbox = new Outbox(() => store);
  const queue = new UploadQueue(api, outbox, (tasks) => void put.push(...tasks));
  return { outbox, queue, settle: () => settleOutbox(api, new QueryClient(), outbox) };
}

const batch = { id: '6f1c2f3a-5f0e-4d0c-9a8e-0a0b0c0d0e0f', name: 'rain' };
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(),
    request: aRequest({ prompt: `rain ${index}` }),
  }));

describe('a batch', () => {
  it('is cut into parts the server takes, in order', () => {
    const all = items(450);
    expect(cutIntoParts(all).map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(cutIntoParts(all).flat()).toEqual(all);
  });

  it('of long prompts is cut into more parts, each within what a body may weigh', () => {
    const all = items(400).map((item) => ({ ...item, request: aRequest({ prompt: '雨'.repeat(500) }) }));
    for (const part of cutIntoParts(all))
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(500_000);
  });

  it('is uploaded whole and then forgotten', async () => {
    const { outbox, queue } = open();
    await queue.start(batch, items(24));
    expect(app.tasks.list({}).total).toBe(24);
    expect(put.map((task) => task.batch)).toEqual(Array.from({ length: 24 }, () => batch));
    expect(outbox.parts()).toEqual([]);
    expect(store.length).toBe(0);
  });

  it('whose answer was lost is asked about, and not sent again', async () => {
    line = 'cut';
    await open().queue.start(batch, items(24));
    line = 'whole';
    const reloaded = open();
    expect(reloaded.outbox.parts()).toMatchObject([{ status: 'checking' }]);
    await reloaded.settle();
    expect(reloaded.outbox.parts()).toEqual([]);
    expect(app.tasks.list({}).total).toBe(24);
    expect(posts).toBe(1);
  });

  it('that never arrived is the person’s to send, with the same ids', async () => {
    line = 'lost';
    const all = items(24);
    await open().queue.start(batch, all);
    line = 'whole';
    const reloaded = open();
    await reloaded.settle();
    expect(reloaded.outbox.parts()).toMatchObject([{ status: 'not-sent' }]);
    expect(app.tasks.list({}).total).toBe(0);
    await reloaded.queue.sendRest(batch.id);
    expect(app.tasks.list({}).total).toBe(24);
    expect(app.tasks.get(all[0]!.id).request.prompt).toBe('rain 0');
    expect(store.length).toBe(0);
  });

  it('that was discarded leaves nothing behind', async () => {
    line = 'lost';
    const { outbox, queue, settle } = open();
    await queue.start(batch, items(3));
    line = 'whole';
    await settle();
    queue.discard(batch.id);
    expect(outbox.parts()).toEqual([]);
    expect(store.length).toBe(0);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('that is refused says why and sends nothing more of it', async () => {
    const { outbox, queue } = open();
    const [first, ...rest] = items(250);
    await queue.start(batch, [{ ...first!, request: { ...first!.request, soundTempo: 999 } }, ...rest]);
    expect(outbox.parts()).toMatchObject([
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
    const { outbox, queue } = open();
    await queue.start(batch, items(2));
    expect(outbox.isVolatile()).toBe(true);
    expect(app.tasks.list({}).total).toBe(2);
  });
});
