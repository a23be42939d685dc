import { createStore } from './create-store.ts';

/** The sentence of the page's one polite live region; `count` tells the same sentence twice apart. */
export const announcement = createStore({ text: '', count: 0 });

export const announce = (text: string): void =>
  announcement.update(({ count }) => ({ text, count: count + 1 }));
