import type { SubmitItem } from '#shared/task-requests.ts';

import { pageStore, type PageStore } from './safe-storage.ts';

/** What was pressed and not answered yet: the one thing about tasks that the page itself stores. */
export interface OutboxEntry extends SubmitItem {
  /** When it was pressed, milliseconds since 1970. */
  at: number;
}

/**
 * `sending`: this page waits for the answer. `checking`: found after a reload, or the answer did not come; the server is
 * being asked. `not-sent`: the server does not know it. It is then the person's to send or to discard, never ours.
 */
export type OutboxStatus = 'sending' | 'checking' | 'not-sent';
export interface OutboxRow extends OutboxEntry {
  status: OutboxStatus;
}

const PREFIX = 'cuesmith.outbox.';

/** One storage item per entry, so that two tabs never overwrite each other's list. */
export class Outbox {
  readonly #open: () => PageStore;
  readonly #status = new Map<string, OutboxStatus>();
  readonly #listeners = new Set<() => void>();
  #rows: readonly OutboxRow[] | null = null;

  constructor(open: () => PageStore) {
    this.#open = open;
  }

  /** Newest press first; the same array until something changes. */
  readonly rows = (): readonly OutboxRow[] => (this.#rows ??= this.#read());

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    // Another tab's press or answer.
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(PREFIX)) this.#changed();
    };
    window.addEventListener('storage', onStorage);
    return () => {
      this.#listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  };

  add(entry: OutboxEntry): void {
    this.#open().setItem(PREFIX + entry.id, JSON.stringify(entry));
    this.setStatus(entry.id, 'sending');
  }

  drop(id: string): void {
    this.#open().removeItem(PREFIX + id);
    this.#status.delete(id);
    this.#changed();
  }

  setStatus(id: string, status: OutboxStatus): void {
    this.#status.set(id, status);
    this.#changed();
  }

  #changed(): void {
    this.#rows = null;
    for (const listener of this.#listeners) listener();
  }

  #read(): readonly OutboxRow[] {
    const store = this.#open();
    const rows: OutboxRow[] = [];
    for (let index = 0; index < store.length; index++) {
      const key = store.key(index);
      if (!key?.startsWith(PREFIX)) continue;
      const entry = readEntry(store.getItem(key));
      if (entry) rows.push({ ...entry, status: this.#status.get(entry.id) ?? 'checking' });
    }
    return rows.sort((a, b) => b.at - a.at);
  }
}

function readEntry(text: string | null): OutboxEntry | null {
  try {
    const entry = JSON.parse(text ?? 'null') as OutboxEntry | null;
    return typeof entry?.id === 'string' && typeof entry.request?.prompt === 'string' ? entry : null;
  } catch {
    return null;
  }
}

export const outbox = new Outbox(pageStore);
