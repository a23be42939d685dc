import { createStore } from '../lib/create-store.ts';
import { pageStorage } from './safe-storage.ts';

interface SavedFilter {
  name: string;
  /** As in the page's address. */
  query: string;
}

const STORED = 'filters';
export const SAVED_MAX = 20;
export const SAVED_NAME_MAX = 40;

/** Another version of the page, or a person, may have written there. */
function read(): readonly SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(pageStorage()?.getItem(STORED) ?? '[]');
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

/** Views of the list by name, newest first. Where storage is off or full they last as long as the page. */
export const savedFilters = createStore<readonly SavedFilter[]>([], {
  read,
  // What another tab saves is not written over by this one.
  start: (store) => {
    const fromOtherTab = ({ key }: StorageEvent) => {
      if (key === STORED) store.set(read());
    };
    window.addEventListener('storage', fromOtherTab);
    return () => window.removeEventListener('storage', fromOtherTab);
  },
});

savedFilters.subscribe(() => {
  try {
    pageStorage()?.setItem(STORED, JSON.stringify(savedFilters.get()));
  } catch {
    // See above.
  }
});
