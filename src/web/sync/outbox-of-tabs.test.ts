import { QueryClient, type MutationOptions } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { MemoryStorage } from '../../testing/memory-storage.ts';
import { startApp, type TestApp } from '../../testing/start-app.ts';
import { TabLocks } from '../../testing/tab-locks.ts';
import { aRequest } from '../../testing/task-builders.ts';
import { createApi } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { Outbox } from '../state/outbox.ts';
import { createTabLife } from '../state/tab-life.ts';
import { Presses, type PressAnswer } from './presses.ts';
import { settleOutbox } from './settle-outbox.ts';
import { sendAgain, submitSound } from './submit-sound.ts';

const rain = aRequest();

let app: TestApp;
let store: MemoryStorage;
let locks: TabLocks;
beforeEach(async () => {
  app = await startApp();
  store = new MemoryStorage();
  locks = new TabLocks();
});
afterEach(() => vi.useRealTimers());

/** A tab of the browser; POSTs wait on their way until they are let through, or cut. */
function openTab({ hasLocks = true } = {}) {
  const client = new QueryClient();
  const browser = locks.openTab();
  const life = createTabLife(
    () => (hasLocks ? browser.locks : undefined),
    (name) => name,
  );
  const outbox = new Outbox(
    () => store,
    (name) => name,
    life,
  );
  const waiting: { go: () => void; cut: () => void }[] = [];
  let onWire = () => undefined as void;
  const api = createApi(async (path, init) => {
    if (init.method === 'POST')
      await new Promise<void>((go, fail) => {
        waiting.push({ go, cut: () => fail(new TypeError('connection lost')) });
        onWire();
      });
    return app.request(path, init);
  });
  /** Resolves when the POST is on its way. */
  const run = async <Variables>(
    options: MutationOptions<PressAnswer, ApiError, Variables>,
    variables: Variables,
  ) => {
    const wired = new Promise<void>((resolve) => {
      onWire = resolve;
    });
    const answer = client.getMutationCache().build(client, options).execute(variables);
    answer.catch(() => undefined);
    await wired;
    return { answer };
  };
  return {
    outbox,
    press: (ask = false) =>
      run(submitSound(api, { outbox, presses: new Presses() }), { request: rain, count: 1, ask }),
    sendUnsent: () => {
      const [row] = outbox.rows();
      if (!row) throw new Error('Nothing is there to send.');
      return run(sendAgain(api, outbox), row);
    },
    settle: () => settleOutbox(api, client, outbox),
    /** As the storage event does. */
    look: () => {
      outbox.refresh();
      return outbox.rows().map(({ status }) => status);
    },
    letThrough: () => waiting.shift()?.go(),
    cut: () => waiting.shift()?.cut(),
    close: browser.close,
  };
}

it('a press on its way from one tab is on its way in the others too, however often they look', async () => {
  const [one, other] = [openTab(), openTab()];
  const { answer } = await one.press();
  expect(other.look()).toEqual(['elsewhere']);
  await other.settle();
  expect(other.look()).toEqual(['elsewhere']);
  one.letThrough();
  await answer;
  expect(other.look()).toEqual([]);
});

it('a tab opened while a press is on its way does not ask about it', async () => {
  const one = openTab();
  const { answer } = await one.press();
  const other = openTab();
  await other.settle();
  expect(other.look()).toEqual(['elsewhere']);
  one.letThrough();
  await answer;
});

it('a press that is refused as sent already is unsent in no tab', async () => {
  const [one, other] = [openTab(), openTab()];
  const first = await one.press();
  one.letThrough();
  await first.answer;
  const again = await other.press(true);
  expect(one.look()).toEqual(['elsewhere']);
  await one.settle();
  other.letThrough();
  await expect(again.answer).rejects.toMatchObject({ code: 'sent-already' });
  expect([one.look(), other.look()]).toEqual([[], []]);
});

it('a press whose tab is closed before the answer is asked about by another', async () => {
  const [one, other] = [openTab(), openTab()];
  const freed = vi.fn<() => void>();
  other.outbox.onFreed(freed);
  await one.press();
  other.look();
  one.close();
  expect(freed).toHaveBeenCalledOnce();
  expect(other.look()).toEqual(['checking']);
  await other.settle();
  expect(other.look()).toEqual(['not-sent']);
});

it('a press whose answer was lost is its own tab’s to ask about; found unsent, it is so in all', async () => {
  const [one, other] = [openTab(), openTab()];
  const { answer } = await one.press();
  one.cut();
  await expect(answer).rejects.toThrow(ApiError);
  expect([one.look(), other.look()]).toEqual([['checking'], ['elsewhere']]);
  await one.settle();
  expect([one.look(), other.look()]).toEqual([['not-sent'], ['checking']]);
  await other.settle();
  expect(other.look()).toEqual(['not-sent']);
});

it('Send in one tab takes Send away in the others, and makes one task', async () => {
  const [one, other] = [openTab(), openTab()];
  const first = await one.press();
  one.cut();
  await expect(first.answer).rejects.toThrow(ApiError);
  await one.settle();
  other.look();
  await other.settle();
  const sent = await other.sendUnsent();
  expect(one.look()).toEqual(['elsewhere']);
  other.letThrough();
  await sent.answer;
  expect([one.look(), other.look()]).toEqual([[], []]);
  expect(app.tasks.list({}).total).toBe(1);
});

it('an answer to a question asked before a press was sent anew says nothing about it', async () => {
  const one = openTab();
  const first = await one.press();
  one.cut();
  await expect(first.answer).rejects.toThrow(ApiError);
  const asked = one.settle();
  const again = await one.press();
  await asked;
  expect(one.look()).toEqual(['sending']);
  one.letThrough();
  await again.answer;
});

it('a batch on its way from one tab is not shown in another, and goes over to it with the tab', () => {
  const one = openTab();
  const batch = { id: 'b', name: 'rain' };
  one.outbox.addParts(batch, [[{ id: 'x', request: rain }]], Date.now());
  const other = openTab();
  expect(other.outbox.parts()).toEqual([]);
  one.close();
  expect(other.outbox.parts()).toMatchObject([{ status: 'checking' }]);
});

it('without Web Locks another tab waits for longer than a send does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
  const [one, other] = [openTab({ hasLocks: false }), openTab({ hasLocks: false })];
  await one.press();
  expect(other.look()).toEqual(['elsewhere']);
  vi.advanceTimersByTime(31_000);
  expect(other.look()).toEqual(['checking']);
});
