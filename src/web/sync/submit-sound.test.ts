import { QueryClient, type MutationOptions } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';
import type { SubmitBody } from '#shared/task-requests.ts';

import { MemoryStorage } from '../../testing/memory-storage.ts';
import { startApp } from '../../testing/start-app.ts';
import { aRequest } from '../../testing/task-builders.ts';
import { createApi, type Send } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { noteServerDate } from '../lib/server-clock.ts';
import { Outbox } from '../state/outbox.ts';
import { Presses, type PressAnswer } from './presses.ts';
import { settleOutbox } from './settle-outbox.ts';
import { sendAgain, submitSound, type Wish } from './submit-sound.ts';
import { taskCache } from './task-cache.ts';

const rain = aRequest();
const idsOf = (answer: PressAnswer) => answer.map(({ id }) => id);

async function openPage() {
  const app = await startApp();
  const client = new QueryClient();
  const store = new MemoryStorage();
  const kept = new Outbox(() => store);
  let passedMs = 0;
  const presses = new Presses(() => performance.now() + passedMs);
  const calls: string[] = [];
  const bodies: string[] = [];
  let isUp = true;
  let isHeard = true;
  const send: Send = async (path, init) => {
    calls.push(`${init.method} ${path}`);
    bodies.push(typeof init.body === 'string' ? init.body : '');
    if (!isUp) throw new TypeError('fetch failed');
    if (!isHeard) {
      await app.request(path, init);
      throw new TypeError('connection lost');
    }
    return app.request(path, init);
  };
  const api = createApi(send);
  const run = <Variables>(options: MutationOptions<PressAnswer, ApiError, Variables>, variables: Variables) =>
    client.getMutationCache().build(client, options).execute(variables);
  const press = (request: SoundRequest, count = 1) =>
    run(submitSound(api, { outbox: kept, presses }), { request, count });
  const first = async (answer: Promise<PressAnswer>) => {
    const [task] = await answer;
    if (!task) throw new Error('Nothing came of it.');
    return task;
  };
  /** As another tab, or after a reload: what it knows is what is stored. */
  const elsewhere = (request: SoundRequest, count = 1) =>
    run(submitSound(api, { outbox: new Outbox(() => store), presses: new Presses() }), { request, count });
  return {
    app,
    api,
    client,
    outbox: kept,
    presses,
    store,
    calls,
    /** As the header's menu or the form's list chooses. */
    choose: (id: string) => client.setQueryData(['connections'], [{ id, isDefault: true }]),
    /** Connection of the latest request's first task. */
    sentTo: () => (JSON.parse(bodies.at(-1) ?? '{}') as SubmitBody).tasks[0]?.connection,
    cut: () => {
      isUp = false;
    },
    loseAnswers: () => {
      isHeard = false;
    },
    mend: () => {
      isUp = true;
      isHeard = true;
    },
    press: (request: SoundRequest) => first(press(request)),
    pressAfterReload: (request: SoundRequest) => first(elsewhere(request)),
    pressMany: async (request: SoundRequest, count: number) => idsOf(await press(request, count)),
    pressElsewhere: async (request: SoundRequest, count: number) => idsOf(await elsewhere(request, count)),
    send: (row: { id: string; request: SoundRequest; at: number }) => first(run(sendAgain(api, kept), row)),
    posts: () => calls.filter((call) => call === 'POST /api/tasks').length,
    pass: (ms: number) => {
      passedMs += ms;
      vi.setSystemTime(Date.now() + ms);
    },
    wish: (wish: Wish) => run(submitSound(api, { outbox: kept, presses }), wish),
    wishElsewhere: (wish: Wish) =>
      run(submitSound(api, { outbox: new Outbox(() => store), presses: new Presses() }), wish),
  };
}

let page: Awaited<ReturnType<typeof openPage>>;
beforeEach(async () => {
  page = await openPage();
});

afterEach(() => {
  vi.useRealTimers();
  noteServerDate(new Date().toUTCString(), Date.now(), Date.now());
});

describe('a press of Generate', () => {
  it('makes one task under the id made at the press', async () => {
    const task = await page.press(rain);
    expect(taskCache(page.client).get(task.id)?.request.prompt).toBe('soft rain');
    expect(page.app.tasks.get(task.id).id).toBe(task.id);
    expect(page.outbox.rows()).toEqual([]);
  });

  it('pressed again while unanswered or just answered is the same press', async () => {
    const [first, second] = await Promise.all([page.press(rain), page.press({ ...rain })]);
    const third = await page.press(rain);
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(page.posts()).toBe(1);
  });

  it('with another body is another press', async () => {
    const [first, second] = await Promise.all([page.press(rain), page.press({ ...rain, soundTempo: 90 })]);
    expect(second.id).not.toBe(first.id);
    expect(page.posts()).toBe(2);
  });

  it('that found no server stays in the outbox, and pressed again keeps its id', async () => {
    page.cut();
    await expect(page.press(rain)).rejects.toMatchObject({ code: 'no-answer', status: 0 });
    const [row] = page.outbox.rows();
    expect(row?.status).toBe('checking');
    page.mend();
    const task = await page.press(rain);
    expect(task.id).toBe(row?.id);
    expect(page.outbox.rows()).toEqual([]);
  });

  it('after a reload keeps the id of the unanswered one', async () => {
    page.cut();
    await expect(page.press(rain)).rejects.toThrow(ApiError);
    const [row] = page.outbox.rows();
    page.mend();
    expect((await page.pressAfterReload(rain)).id).toBe(row?.id);
  });

  it('that was refused leaves nothing behind', async () => {
    await expect(page.press({ ...rain, prompt: ' ' })).rejects.toMatchObject({
      code: 'invalid-request',
      problem: { field: 'tasks.0.request.prompt' },
    });
    expect(page.outbox.rows()).toEqual([]);
  });
});

describe('the connection that the page shows', () => {
  it('is named with a press and with its variations; before it is known the server takes its default one', async () => {
    await page.press(rain);
    expect(page.sentTo()).toBeUndefined();
    page.choose('sandbox');
    await page.pressMany({ ...rain, soundTempo: 90 }, 2);
    expect(page.sentTo()).toBe('sandbox');
  });

  it('stays with a press that did not arrive, whatever is chosen since', async () => {
    page.choose('sandbox');
    page.cut();
    await expect(page.press(rain)).rejects.toThrow(ApiError);
    await settleOutbox(page.api, page.client, page.outbox);
    page.choose('paid');
    page.mend();
    const stored = new Outbox(() => page.store).rows();
    expect(stored).toMatchObject([{ connection: 'sandbox' }]);
    await page.send(stored[0]!);
    expect(page.sentTo()).toBe('sandbox');
  });

  it('makes another press of the same sound: none goes to the account that was chosen before', async () => {
    page.choose('paid');
    page.cut();
    await expect(page.press(rain)).rejects.toThrow(ApiError);
    const [unsent] = page.outbox.rows();
    page.choose('sandbox');
    page.mend();
    const task = await page.press(rain);
    expect([page.sentTo(), task.id === unsent?.id]).toEqual(['sandbox', false]);
    expect(page.outbox.rows().map(({ id }) => id)).toEqual([unsent?.id]);
  });
});

describe('several sounds in one press', () => {
  it('are one request, and each a task of its own', async () => {
    const ids = await page.pressMany(rain, 4);
    expect(new Set(ids).size).toBe(4);
    expect(page.posts()).toBe(1);
    expect(ids.map((id) => page.app.tasks.get(id).request.prompt)).toEqual(Array(4).fill('soft rain'));
    expect(page.outbox.rows()).toEqual([]);
  });

  it('pressed twice are the same press as a whole, so long as it is unanswered or just answered', async () => {
    const [first, second] = await Promise.all([page.pressMany(rain, 8), page.pressMany({ ...rain }, 8)]);
    expect(second).toEqual(first);
    expect(await page.pressMany(rain, 8)).toEqual(first);
    expect(page.posts()).toBe(1);
    page.pass(2001);
    const later = await page.pressMany(rain, 8);
    expect(later.filter((id) => first.includes(id))).toEqual([]);
  });

  it('of another count are another press', async () => {
    const [one, ...others] = [await page.pressMany(rain, 1), await page.pressMany(rain, 3)].flat();
    expect(others).toHaveLength(3);
    expect(others).not.toContain(one);
  });

  it.each([
    ['as many', 3],
    ['fewer', 2],
    ['more', 5],
  ])('unanswered, then pressed again after a reload for %s, keep their ids', async (_, count) => {
    page.cut();
    await expect(page.pressMany(rain, 3)).rejects.toThrow(ApiError);
    const stored = page.outbox.rows().map(({ id }) => id);
    expect(stored).toHaveLength(3);
    page.mend();
    const ids = await page.pressElsewhere(rain, count);
    expect(ids.filter((id) => stored.includes(id))).toHaveLength(Math.min(3, count));
    expect(new Set(ids).size).toBe(count);
  });

  it('pressed in two tabs while unanswered are made once', async () => {
    const first = page.pressMany(rain, 4);
    const second = page.pressElsewhere(rain, 4);
    expect(await second).toEqual(await first);
    expect(page.app.tasks.list({ limit: 50 }).total).toBe(4);
  });

  it('that did not arrive are each the person’s to send or discard', async () => {
    page.cut();
    await expect(page.pressMany(rain, 2)).rejects.toThrow(ApiError);
    page.mend();
    await settleOutbox(page.api, page.client, page.outbox);
    const [one, two] = page.outbox.rows();
    expect([one?.status, two?.status]).toEqual(['not-sent', 'not-sent']);
    page.outbox.dropPress(two?.id ?? '');
    expect((await page.send(one!)).id).toBe(one?.id);
    expect(page.outbox.rows()).toEqual([]);
    expect(page.app.tasks.list({ limit: 50 }).total).toBe(1);
  });

  it('that arrived with their answer lost become ordinary tasks', async () => {
    page.loseAnswers();
    await expect(page.pressMany(rain, 3)).rejects.toThrow(ApiError);
    page.mend();
    expect(await settleOutbox(page.api, page.client, page.outbox)).toBe(true);
    expect(page.outbox.rows()).toEqual([]);
    expect(page.app.tasks.list({ limit: 50 }).total).toBe(3);
    expect(page.posts()).toBe(1);
  });

  it('of which one is wrong are refused as a whole', async () => {
    await expect(page.pressMany({ ...rain, prompt: ' ' }, 4)).rejects.toMatchObject({
      problem: { field: 'tasks.0.request.prompt' },
    });
    expect(page.outbox.rows()).toEqual([]);
  });
});

describe('after a reload', () => {
  it('a press that did arrive becomes an ordinary task', async () => {
    const id = crypto.randomUUID();
    await page.app.submit({ id, request: rain });
    page.outbox.setAll(page.outbox.add([{ id, request: rain, at: 1 }]), 'checking');
    expect(await settleOutbox(page.api, page.client, page.outbox)).toBe(true);
    expect(page.outbox.rows()).toEqual([]);
    expect(taskCache(page.client).get(id)).toBeDefined();
  });

  it('a press that did not arrive is shown as not sent, and nothing is sent', async () => {
    const id = crypto.randomUUID();
    page.outbox.setAll(page.outbox.add([{ id, request: rain, at: 1 }]), 'checking');
    await settleOutbox(page.api, page.client, page.outbox);
    expect(page.outbox.rows().map(({ status }) => status)).toEqual(['not-sent']);
    expect(page.posts()).toBe(0);
  });

  it('Send uses the same id', async () => {
    const id = crypto.randomUUID();
    const task = await page.send({ id, request: rain, at: 1 });
    expect(task.id).toBe(id);
    expect(page.outbox.rows()).toEqual([]);
  });

  it('a press that was deleted meanwhile is dropped', async () => {
    const id = crypto.randomUUID();
    await page.app.generate({ id, request: rain });
    page.app.tasks.remove(id);
    page.outbox.setAll(page.outbox.add([{ id, request: rain, at: 1 }]), 'checking');
    await settleOutbox(page.api, page.client, page.outbox);
    expect(page.outbox.rows()).toEqual([]);
  });

  it('without a server the question stays open', async () => {
    page.outbox.setAll(page.outbox.add([{ id: 'a', request: rain, at: 1 }]), 'checking');
    page.cut();
    expect(await settleOutbox(page.api, page.client, page.outbox)).toBe(false);
    expect(page.outbox.rows().map(({ status }) => status)).toEqual(['checking']);
  });
});

describe('the same sound again', () => {
  const ask = { count: 1, ask: true };

  it('is asked about once it is no double press, and its row goes', async () => {
    await page.press(rain);
    await page.wish({ request: rain, ...ask });
    expect(page.posts()).toBe(1);
    page.pass(40_000);
    await expect(page.wish({ request: rain, ...ask })).rejects.toMatchObject({ code: 'sent-already' });
    expect(page.outbox.rows()).toEqual([]);
    await page.wish({ request: { ...rain, soundLoop: true }, ...ask });
  });

  it('is asked about in another tab that knows nothing of it: the server is asked, by its own clock (M3)', async () => {
    await page.press(rain);
    await expect(page.wishElsewhere({ request: rain, ...ask })).rejects.toMatchObject({
      problem: { code: 'sent-already', charged: 'no' },
    });
  });

  it('is not asked about when it certainly cost nothing', async () => {
    const broke = aRequest({ prompt: 'rain [429]' });
    await page.press(broke);
    page.pass(40_000);
    await expect(page.wish({ request: broke, ...ask })).resolves.toHaveLength(1);
  });
});
