export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's storage; null where it is switched off. It can still be full. */
export function pageStorage(): PageStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What is stored under that name; null where nothing is, or storage is switched off. */
export const readItem = (name: string): string | null => pageStorage()?.getItem(name) ?? null;

/**
 * Stores it; null takes it out.
 * @returns false where storage is off or full: what was to be stored then lasts as long as the page
 */
export function writeItem(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
