import { createStore, type Store } from '../lib/create-store.ts';
import { readItem, writeItem } from './safe-storage.ts';

/** A setting of this browser. */
function storedFlag(name: string, on: string): Store<boolean> {
  const flag = createStore(false, { read: () => readItem(name) === on });
  flag.subscribe(() => writeItem(name, flag.get() ? on : null));
  return flag;
}

/** Whether keys are spelt with flats first. */
export const prefersFlats = storedFlag('spelling', 'flats');
/** Whether single letters (T, C, ?) are switched off as shortcuts. */
export const letterShortcutsOff = storedFlag('letters', 'off');
/** Whether the rows of the list are low. */
export const hasCompactRows = storedFlag('density', 'compact');
