import type { PageStorage } from '../web/state/safe-storage.ts';

/** A browser's storage that outlives a page of a test. */
export class MemoryStorage implements PageStorage {
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
