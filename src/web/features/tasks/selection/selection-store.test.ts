import { beforeEach, expect, it } from 'vitest';

import { Selection } from './selection-store.ts';

let selection: Selection;
beforeEach(() => {
  selection = new Selection();
  selection.setOrder(['a', 'b', 'c', 'd', 'e']);
});
const picked = () => [...selection.ids()].sort();

it('a range goes from what was touched last, either way', () => {
  selection.pick('d');
  selection.pick('b', true);
  expect(picked()).toEqual(['b', 'c', 'd']);
  selection.pick('e', true);
  expect(picked()).toEqual(['b', 'c', 'd', 'e']);
});

it('a pick on a picked one unpicks it', () => {
  selection.pick('a');
  selection.pick('a');
  expect(picked()).toEqual([]);
  expect(selection.isOn()).toBe(true);
});

it('a range that begins nowhere is one pick', () => {
  selection.pick('c', true);
  expect(picked()).toEqual(['c']);
});

it('the end of picking leaves nothing picked', () => {
  selection.pickAll();
  expect(picked()).toHaveLength(5);
  selection.end();
  expect(picked()).toEqual([]);
  expect(selection.isOn()).toBe(false);
});

it('tells of every change', () => {
  const seen: boolean[] = [];
  selection.subscribe(() => seen.push(selection.has('a')));
  selection.pick('b');
  selection.pick('a');
  selection.drop(['a']);
  expect(seen).toEqual([false, true, false]);
});
