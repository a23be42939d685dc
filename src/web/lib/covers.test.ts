import '../../testing/dom-environment.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { addCover, markCover, type Cover } from './covers.ts';

const isReturned = () => vi.waitFor(() => expect(history.state).toEqual({ page: true }));
const at = (depth: number) =>
  vi.waitFor(() => expect(history.state as object).toMatchObject({ covers: depth }));

/** One that is closed like a dialog: by Back or by `close`. */
function open(more: Partial<Cover> = {}) {
  const cover = { isOpen: true, onBack: () => void (cover.isOpen = false), ...more };
  const uncover = addCover(cover);
  const close = () => {
    cover.isOpen = false;
    uncover();
  };
  return { cover, close };
}

let opened: ReturnType<typeof open>[] = [];
const opens = (more?: Partial<Cover>) => {
  const one = open(more);
  opened.push(one);
  return one;
};

beforeEach(() => history.pushState({ page: true }, '', '/'));
afterEach(async () => {
  for (const { close } of opened) close();
  opened = [];
  await isReturned();
});

it('Back closes what is on top, one each time', async () => {
  const [below, above] = [opens(), opens()];
  await at(2);
  history.back();
  await vi.waitFor(() => expect(above.cover.isOpen).toBe(false));
  expect(below.cover.isOpen).toBe(true);
  history.back();
  await vi.waitFor(() => expect(below.cover.isOpen).toBe(false));
  await isReturned();
});

it('what is closed otherwise leaves no step to go back through', async () => {
  const steps = history.length;
  const { close } = opens();
  await at(1);
  close();
  await isReturned();
  expect(history.length).toBe(steps + 1);
  opens();
  await at(1);
  expect(history.length).toBe(steps + 1);
});

it('one that opens as another closes takes its step, and shows nothing of it after a reload', async () => {
  const first = opens({ mark: { inspected: 'a' } });
  await at(1);
  expect(history.state).toEqual({ covers: 1, inspected: 'a' });
  const steps = history.length;
  first.close();
  const second = opens();
  await vi.waitFor(() => expect(history.state).toEqual({ covers: 1 }));
  expect(history.length).toBe(steps);
  history.back();
  await vi.waitFor(() => expect(second.cover.isOpen).toBe(false));
});

it('one that opens while the page goes back from another stays open, with a step', async () => {
  const first = opens();
  await at(1);
  first.close();
  await Promise.resolve();
  const second = opens();
  await vi.waitFor(() => expect(history.state).toEqual({ covers: 1 }));
  expect(second.cover.isOpen).toBe(true);
  history.back();
  await vi.waitFor(() => expect(second.cover.isOpen).toBe(false));
});

it('Forward opens again what can be opened, and else leads nowhere', async () => {
  const onForward = vi.fn<() => void>(() => void opens());
  opens({ onForward });
  await at(1);
  history.back();
  await isReturned();
  history.forward();
  await vi.waitFor(() => expect(onForward).toHaveBeenCalledOnce());
  await at(1);
  history.back();
  await isReturned();

  opens();
  await at(1);
  history.back();
  await isReturned();
  const moves = vi.fn<() => void>();
  window.addEventListener('popstate', moves);
  history.forward();
  await vi.waitFor(() => expect(moves).toHaveBeenCalledTimes(2));
  window.removeEventListener('popstate', moves);
  await isReturned();
});

it('what is marked anew under a menu is what a reload finds, with the menu open and closed', async () => {
  const { cover } = opens({ mark: { inspected: 'a' } });
  const menu = opens();
  await at(2);
  markCover(cover, { inspected: 'b' });
  expect(history.state).toEqual({ covers: 2, inspected: 'b' });
  menu.close();
  await vi.waitFor(() => expect(history.state).toEqual({ covers: 1, inspected: 'b' }));
});

it('one that is busy stays, with a step of its own for when it is not', async () => {
  let isBusy = true;
  const { cover } = opens({ onBack: () => !isBusy });
  await at(1);
  const moves = vi.fn<() => void>();
  window.addEventListener('popstate', moves);
  history.back();
  await vi.waitFor(() => expect(moves).toHaveBeenCalledOnce());
  window.removeEventListener('popstate', moves);
  await at(1);
  expect(cover.isOpen).toBe(true);
  isBusy = false;
  history.back();
  await isReturned();
});
