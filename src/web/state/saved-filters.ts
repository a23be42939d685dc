import { createStore } from '../lib/create-store.ts';
import { readItem, writeItem } from './safe-storage.ts';

export interface SavedFilter {
  name: string;
  /** As in the page's address. */
  query: string;
}

const STORED = 'filters';
const SAVED_MAX = 20;
export const SAVED_NAME_MAX = 40;

/** Another version of the page, or a person, may have written there. */
function read(): readonly SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(readItem(STORED) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each: Partial<SavedFilter> | null) =>
      typeof each?.name === 'string' && typeof each.query === 'string'
        ? [{ name: each.name, query: each.query }]
        : [],
    );
  } catch {
    return [];
  }
}

/** Not where storage is off or full: then they last as long as the page. */
let isStored = true;

/** Views of the list by name, newest first. */
export const savedFilters = createStore<readonly SavedFilter[]>([], {
  read,
  start: (store) => {
    const readAgain = () => {
      if (isStored) store.set(read());
    };
    const fromOtherTab = ({ key }: StorageEvent) => {
      if (key === STORED || key === null) readAgain();
    };
    window.addEventListener('storage', fromOtherTab);
    // What came while nobody listened.
    readAgain();
    return () => window.removeEventListener('storage', fromOtherTab);
  },
});

/** Changes what is stored now, another tab's work included, and not what this tab last saw of it. */
function change(to: (now: readonly SavedFilter[]) => readonly SavedFilter[]): void {
  const next = to(isStored ? read() : savedFilters.get()).slice(0, SAVED_MAX);
  isStored = writeItem(STORED, JSON.stringify(next));
  savedFilters.set(next);
}

const others = (saved: readonly SavedFilter[], name: string) => saved.filter((each) => each.name !== name);

/** In the place of one of the same name. */
export const saveFilter = (filter: SavedFilter): void =>
  change((now) => [filter, ...others(now, filter.name)]);

export const forgetFilter = (name: string): void => change((now) => others(now, name));

/** Where another tab has removed or renamed it meanwhile, it is there again under the new name. */
export const renameFilter = (filter: SavedFilter, name: string): void =>
  change((now) => {
    const renamed = { ...filter, name };
    const isThere = now.some((each) => each.name === filter.name);
    return isThere ? now.map((each) => (each.name === filter.name ? renamed : each)) : [renamed, ...now];
  });
