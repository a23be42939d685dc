import { beforeEach, expect, it } from 'vitest';

import {
  deselect,
  endSelecting,
  selectAll,
  selection,
  selectUpTo,
  toggleSelected,
} from './selection-store.ts';

const shown = ['a', 'b', 'c', 'd', 'e'];
beforeEach(endSelecting);
const selected = () => [...selection.get().ids].sort();

it('a range goes from what was touched last, either way', () => {
  toggleSelected('d');
  selectUpTo('b', shown);
  expect(selected()).toEqual(['b', 'c', 'd']);
  selectUpTo('e', shown);
  expect(selected()).toEqual(['b', 'c', 'd', 'e']);
});

it('a second toggle deselects', () => {
  toggleSelected('a');
  toggleSelected('a');
  expect(selected()).toEqual([]);
  expect(selection.get().isOn).toBe(true);
});

it('a range that begins nowhere selects one', () => {
  selectUpTo('c', shown);
  expect(selected()).toEqual(['c']);
});

it('the end of selecting leaves nothing selected', () => {
  selectAll(shown);
  expect(selected()).toHaveLength(5);
  endSelecting();
  expect(selected()).toEqual([]);
  expect(selection.get().isOn).toBe(false);
});

it('tells of every change', () => {
  const seen: boolean[] = [];
  const stop = selection.subscribe(() => seen.push(selection.get().ids.has('a')));
  toggleSelected('b');
  toggleSelected('a');
  deselect(['a']);
  stop();
  expect(seen).toEqual([false, true, false]);
});
