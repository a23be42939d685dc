import { beforeEach, describe, expect, it } from 'vitest';

import { MemoryStorage } from '../../testing/memory-storage.ts';
import { aRequest } from '../../testing/task-builders.ts';
import { Outbox } from './outbox.ts';

const entry = (id: string, at: number) => ({ id, at, request: aRequest({ prompt: id }) });

let store: MemoryStorage;
let outbox: Outbox;
beforeEach(() => {
  store = new MemoryStorage();
  outbox = new Outbox(() => store);
});

describe('the outbox', () => {
  it('lists what is unanswered, newest press first', () => {
    outbox.add([entry('a', 1)]);
    outbox.add([entry('b', 2)]);
    expect(outbox.rows().map(({ id, status }) => [id, status])).toEqual([
      ['b', 'sending'],
      ['a', 'sending'],
    ]);
  });

  it('survives the page: what a reload finds is to be checked, not sent', () => {
    outbox.add([entry('a', 1)]);
    expect(new Outbox(() => store).rows()).toEqual([{ ...entry('a', 1), status: 'checking' }]);
  });

  it('keeps the same array until something changes', () => {
    const a = outbox.add([entry('a', 1)]);
    const rows = outbox.rows();
    expect(outbox.rows()).toBe(rows);
    outbox.setAll(a, 'not-sent');
    expect(outbox.rows()).not.toBe(rows);
  });

  it('forgets an answered press, also in storage', () => {
    outbox.add([entry('a', 1)]);
    outbox.dropPress('a');
    expect(outbox.rows()).toEqual([]);
    expect(store.length).toBe(0);
  });

  it('ignores what is not its own or not readable', () => {
    store.setItem('other', '{}');
    store.setItem('cuesmith.outbox.x', 'half a');
    store.setItem('cuesmith.outbox.y', '{"id":"y"}');
    expect(outbox.rows()).toEqual([]);
  });

  it('leaves alone what another server under another path of this origin keeps (N2)', () => {
    const under = (path: string) =>
      new Outbox(
        () => store,
        (name) => path + name,
      );
    under('cuesmith/').add([entry('a', 1)]);
    outbox.add([entry('b', 2)]);
    expect(outbox.rows().map(({ id }) => id)).toEqual(['b']);
    expect(
      under('cuesmith/')
        .rows()
        .map(({ id }) => id),
    ).toEqual(['a']);
  });

  it('remembers for as long as the page lives what a full storage refuses, and says so (M12)', () => {
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(outbox.isVolatile()).toBe(false);
    const a = outbox.add([entry('a', 1)]);
    expect(outbox.rows()).toMatchObject([{ id: 'a', status: 'sending' }]);
    expect(outbox.isVolatile()).toBe(true);
    outbox.drop(a);
    expect(outbox.rows()).toEqual([]);
  });

  it('works where there is no storage at all', () => {
    const off = new Outbox(() => null);
    off.add([entry('a', 1)]);
    expect(off.rows()).toHaveLength(1);
    expect(off.isVolatile()).toBe(true);
  });

  it('keeps the parts of a batch in their order, over a reload too', () => {
    const batch = { id: 'b', name: 'rain' };
    outbox.addParts(batch, [[entry('x', 1)], [entry('y', 1)]], 1);
    const found = new Outbox(() => store).parts();
    expect(found.map(({ part, items, status }) => [part, items[0]?.id, status])).toEqual([
      [0, 'x', 'checking'],
      [1, 'y', 'checking'],
    ]);
    expect(outbox.rows()).toEqual([]);
  });
});
