export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's storage; null where it is switched off. It can still be full. */
export function pageStorage(): PageStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
