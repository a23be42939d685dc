import { expect, it, vi } from 'vitest';

import { createStore } from './create-store.ts';

it('tells each change once, and not what changes nothing', () => {
  const store = createStore(1);
  const heard = vi.fn<() => void>();
  const stop = store.subscribe(heard);
  store.set(2);
  store.set(2);
  store.update((before) => before + 1);
  stop();
  store.set(9);
  expect(heard).toHaveBeenCalledTimes(2);
});

it('reads its first state when it is first asked, and only then', () => {
  const read = vi.fn<() => string>(() => 'dark');
  const store = createStore('system', { read });
  expect(read).not.toHaveBeenCalled();
  expect(store.get()).toBe('dark');
  store.set('light');
  expect(store.get()).toBe('light');
  expect(store.initial).toBe('system');
  expect(read).toHaveBeenCalledTimes(1);
});

it('runs its source only while somebody listens', () => {
  const end = vi.fn<() => void>();
  const start = vi.fn<() => () => void>(() => end);
  const store = createStore(0, { start });
  const [one, two] = [store.subscribe(() => {}), store.subscribe(() => {})];
  expect(start).toHaveBeenCalledTimes(1);
  one();
  expect(end).not.toHaveBeenCalled();
  two();
  expect(end).toHaveBeenCalledTimes(1);
});
