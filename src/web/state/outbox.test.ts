import { beforeEach, describe, expect, it } from 'vitest';

import { aRequest } from '../../testing/task-builders.ts';
import { Outbox } from './outbox.ts';
import { MemoryStore } from './safe-storage.ts';

const entry = (id: string, at: number) => ({ id, at, request: aRequest({ prompt: id }) });

let store: MemoryStore;
let outbox: Outbox;
beforeEach(() => {
  store = new MemoryStore();
  outbox = new Outbox(() => store);
});

describe('the outbox', () => {
  it('lists what is unanswered, newest press first', () => {
    outbox.add(entry('a', 1));
    outbox.add(entry('b', 2));
    expect(outbox.rows().map(({ id, status }) => [id, status])).toEqual([
      ['b', 'sending'],
      ['a', 'sending'],
    ]);
  });

  it('survives the page: what a reload finds is to be checked, not sent', () => {
    outbox.add(entry('a', 1));
    expect(new Outbox(() => store).rows()).toEqual([{ ...entry('a', 1), status: 'checking' }]);
  });

  it('keeps the same array until something changes', () => {
    outbox.add(entry('a', 1));
    const rows = outbox.rows();
    expect(outbox.rows()).toBe(rows);
    outbox.setStatus('a', 'not-sent');
    expect(outbox.rows()).not.toBe(rows);
  });

  it('forgets an answered press, also in storage', () => {
    outbox.add(entry('a', 1));
    outbox.drop('a');
    expect(outbox.rows()).toEqual([]);
    expect(store.length).toBe(0);
  });

  it('ignores what is not its own or not readable', () => {
    store.setItem('other', '{}');
    store.setItem('cuesmith.outbox.x', 'half a');
    store.setItem('cuesmith.outbox.y', '{"id":"y"}');
    expect(outbox.rows()).toEqual([]);
  });
});
