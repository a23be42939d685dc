/** What the page stores by itself: presses that were not answered yet. */
export type PageStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Storage can be switched off or full; a press must go out all the same, remembered for as long as the page lives. */
export class MemoryStore implements PageStore {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key = (index: number): string | null => [...this.#items.keys()][index] ?? null;
  getItem = (key: string): string | null => this.#items.get(key) ?? null;
  setItem = (key: string, value: string): void => {
    this.#items.set(key, value);
  };
  removeItem = (key: string): void => {
    this.#items.delete(key);
  };
}

const PROBE = 'cuesmith.probe';
let store: PageStore | null = null;

export function pageStore(): PageStore {
  if (store) return store;
  try {
    localStorage.setItem(PROBE, '');
    localStorage.removeItem(PROBE);
    store = localStorage;
  } catch {
    store = new MemoryStore();
  }
  return store;
}
