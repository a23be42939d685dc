import type { BatchRef } from '#shared/batch.ts';
import type { SubmitItem } from '#shared/task-requests.ts';

import { ownName } from '../lib/own-name.ts';
import { pageStorage, type PageStorage } from './safe-storage.ts';

/**
 * `sending`: this page waits for the answer. `checking`: found after a reload, or the answer did not come; the server is
 * being asked. `not-sent`: the server does not know it. It is then the person's to send or to discard, never ours.
 */
export type SendStatus = 'sending' | 'checking' | 'not-sent';

/** Tasks on their way to our server: a press of Generate, or a part of a batch. */
export interface PendingSend {
  /** Its name in storage. */
  key: string;
  items: readonly SubmitItem[];
  /** When it was pressed, milliseconds since 1970. */
  at: number;
  batch: BatchRef | null;
  /** Which part of the batch, from 0. */
  part: number;
  status: SendStatus;
  /** Why it was not sent. */
  error: string | null;
}

export interface OutboxEntry extends SubmitItem {
  at: number;
}
/** A press of Generate. */
export interface OutboxRow extends OutboxEntry {
  status: SendStatus;
}

const PRESS = 'cuesmith.outbox.';
const PART = 'cuesmith.batch.';

/**
 * What was pressed and not answered yet: all that the page itself stores of tasks. One storage item each, so that two
 * tabs never overwrite each other's list. Where storage is full or off, it is remembered for as long as the page lives.
 */
export class Outbox {
  readonly #storage: () => PageStorage | null;
  readonly #own: (name: string) => string;
  readonly #listeners = new Set<() => void>();
  readonly #unstored = new Set<string>();
  #sends: ReadonlyMap<string, PendingSend> | null = null;
  #rows: readonly OutboxRow[] = [];
  #parts: readonly PendingSend[] = [];

  /** @param own how names are told apart from those of another server on this origin */
  constructor(storage: () => PageStorage | null, own = (name: string) => name) {
    this.#storage = storage;
    this.#own = own;
  }

  /** Whether something could not be stored since the page was opened: a reload would lose it. */
  readonly isVolatile = (): boolean => this.#unstored.size > 0;

  /** Presses of Generate, newest first; the same array until something changes. */
  readonly rows = (): readonly OutboxRow[] => {
    this.#all();
    return this.#rows;
  };

  /** Parts of batches in the order they are sent; the same array until something changes. */
  readonly parts = (): readonly PendingSend[] => {
    this.#all();
    return this.#parts;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(this.#own(PRESS))) this.#readOtherTabs();
    };
    window.addEventListener('storage', onStorage);
    return () => {
      this.#listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  };

  /** Everything that the server is to be asked about. */
  unsettled(): PendingSend[] {
    return [...this.#all().values()].filter(({ status }) => status === 'checking');
  }

  /** The sounds of one press, each with an item of its own: it is sent or discarded by itself should it not arrive. */
  add(entries: readonly OutboxEntry[]): PendingSend[] {
    const sends = entries.map(({ id, request, at }): PendingSend => {
      const key = this.#own(PRESS) + id;
      this.#store(key, { id, request, at });
      const items = [{ id, request }];
      return { key, items, at, batch: null, part: 0, status: 'sending', error: null };
    });
    this.#put(sends);
    return sends;
  }

  addParts(batch: BatchRef, parts: readonly SubmitItem[][], at: number): void {
    this.#put(
      parts.map((items, part) => {
        const key = `${this.#own(PART)}${batch.id}.${String(part).padStart(4, '0')}`;
        this.#store(key, { batch, part, items, at });
        return { key, items, at, batch, part, status: 'sending', error: null };
      }),
    );
  }

  setStatus(send: PendingSend, status: SendStatus, error: string | null = null): void {
    this.setAll([send], status, error);
  }

  setAll(sends: readonly PendingSend[], status: SendStatus, error: string | null = null): void {
    const known = sends.filter(({ key }) => this.#all().has(key));
    if (known.length > 0) this.#put(known.map((send) => ({ ...send, status, error })));
  }

  drop(sends: readonly Pick<PendingSend, 'key'>[]): void {
    const left = new Map(this.#all());
    for (const { key } of sends) {
      this.#storage()?.removeItem(key);
      left.delete(key);
    }
    this.#set(left);
  }

  dropPress(id: string): void {
    this.drop([{ key: this.#own(PRESS) + id }]);
  }

  #all(): ReadonlyMap<string, PendingSend> {
    if (this.#sends === null) this.#index(this.#read());
    return this.#sends ?? new Map();
  }

  #put(sends: readonly PendingSend[]): void {
    this.#set(new Map([...this.#all(), ...sends.map((send) => [send.key, send] as const)]));
  }

  #set(sends: ReadonlyMap<string, PendingSend>): void {
    this.#index(sends);
    for (const listener of this.#listeners) listener();
  }

  #index(sends: ReadonlyMap<string, PendingSend>): void {
    this.#sends = sends;
    const all = [...sends.values()];
    this.#parts = all.filter(({ batch }) => batch !== null).sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#rows = all
      .flatMap(({ items: [item], at, batch, status }) => (item && !batch ? [{ ...item, at, status }] : []))
      .sort((a, b) => b.at - a.at);
  }

  #store(key: string, value: unknown): void {
    // Where it cannot be stored, the press goes out all the same; the page says that a reload would lose it.
    this.#unstored.add(key);
    try {
      const storage = this.#storage();
      storage?.setItem(key, JSON.stringify(value));
      if (storage) this.#unstored.delete(key);
    } catch {
      // Full.
    }
  }

  #read(): Map<string, PendingSend> {
    const storage = this.#storage();
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
    return new Map(
      keys.flatMap((key) => {
        if (!key.startsWith(this.#own(PRESS)) && !key.startsWith(this.#own(PART))) return [];
        const send = readStored(key, storage?.getItem(key) ?? null);
        return send ? [[key, send] as const] : [];
      }),
    );
  }

  /** Reads storage again: another tab may have had its answer, and its event may still be on its way. */
  refresh(): void {
    this.#readOtherTabs();
  }

  /** Another tab's press or answer. What this tab knows keeps its status; another tab's batch is that tab's to show. */
  #readOtherTabs(): void {
    const known = this.#all();
    const stored = this.#read();
    const kept = [...known].filter(([key]) => stored.has(key) || this.#unstored.has(key));
    const added = [...stored].filter(([key, { batch }]) => batch === null && !known.has(key));
    this.#set(new Map([...kept, ...added]));
  }
}

/** Another version of the page, or a person, may have written there. */
function readStored(key: string, text: string | null): PendingSend | null {
  const found = { key, status: 'checking', error: null } as const;
  try {
    const stored = JSON.parse(text ?? 'null') as Partial<OutboxEntry & PendingSend> | null;
    const { id, request, at = 0, batch, part = 0, items } = stored ?? {};
    if (typeof id === 'string' && typeof request?.prompt === 'string')
      return { ...found, items: [{ id, request }], at, batch: null, part: 0 };
    return typeof batch?.id === 'string' && Array.isArray(items)
      ? { ...found, items, at, batch, part }
      : null;
  } catch {
    return null;
  }
}

export const outbox = new Outbox(pageStorage, ownName);
