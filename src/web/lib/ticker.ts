import { createStore, useStore } from './create-store.ts';
import { serverNow } from './server-clock.ts';

const TICK_MS = 1000;

/** One clock for every age and countdown on the page; it runs only while something shows one. */
const ticker = createStore(0, {
  start: (store) => {
    const timer = setInterval(() => store.set(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  },
});

/** What depends on the time: a text, or whether. What shows it is drawn again only when that changes. */
export const useTicking = <T extends string | boolean>(tell: (now: number) => T): T =>
  useStore(ticker, () => tell(serverNow()));
