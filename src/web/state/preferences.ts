import { createStore, type Store } from '../lib/create-store.ts';

/** A setting of this browser. Where storage is off or full, it lasts as long as the page. */
function storedFlag(name: string, on: string): Store<boolean> {
  const flag = createStore(false, {
    read: () => {
      try {
        return localStorage.getItem(name) === on;
      } catch {
        return false;
      }
    },
  });
  flag.subscribe(() => {
    try {
      if (flag.get()) localStorage.setItem(name, on);
      else localStorage.removeItem(name);
    } catch {
      // See above.
    }
  });
  return flag;
}

/** Whether keys are spelt with flats first. */
export const prefersFlats = storedFlag('spelling', 'flats');
/** Whether single letters (T, C, ?) are switched off as shortcuts. */
export const letterShortcutsOff = storedFlag('letters', 'off');
/** Whether the rows of the list are low. */
export const hasCompactRows = storedFlag('density', 'compact');
