import { newId } from '../lib/new-id.ts';
import { ownName } from '../lib/own-name.ts';

/** Without Web Locks (plain http on a LAN) no tab can be asked: longer than a send waits for its answer. */
const LOCKLESS_MS = 30_000;

/** Which tabs of this browser still live. */
export interface TabLife {
  /** This tab's, in what it stores. */
  readonly id: string;
  /** To be called before another tab can read the id. */
  hold: () => void;
  /** Calls back once when that tab is closed, reloaded or gone; at once where it is already known to be. */
  watch: (tab: string, seenAt: number, onGone: () => void) => void;
}

/** Each tab holds a Web Lock of its own for as long as it lives: the browser ends it, however the tab ends. */
export function createTabLife(locksOf = pageLocks, nameOf = ownName): TabLife {
  const id = newId();
  const lockOf = (tab: string) => nameOf(`cuesmith.tab.${tab}`);
  let isHeld = false;
  return {
    id,
    hold: () => {
      if (isHeld) return;
      isHeld = true;
      void locksOf()?.request(lockOf(id), () => new Promise<never>(() => undefined));
    },
    watch: (tab, seenAt, onGone) => {
      const locks = locksOf();
      if (locks) void locks.request(lockOf(tab), { mode: 'shared' }, onGone);
      else setTimeout(onGone, Math.max(0, seenAt + LOCKLESS_MS - Date.now()));
    },
  };
}

/** A page that is alone with its storage: whoever else wrote there is gone. */
export const loneTab = (): TabLife => ({
  id: newId(),
  hold: () => undefined,
  watch: (_tab, _seenAt, onGone) => onGone(),
});

// Absent outside secure contexts, whatever the DOM types say.
const pageLocks = () => navigator.locks as Pick<LockManager, 'request'> | undefined;
