import type { BatchRef } from '#shared/batch.ts';
import type { SubmitItem } from '#shared/task-requests.ts';

import { ownName } from '../lib/own-name.ts';
import { pageStorage, type PageStorage } from './safe-storage.ts';
import { createTabLife, loneTab, type TabLife } from './tab-life.ts';

/**
 * `sending`: this page waits for the answer. `elsewhere`: another tab, which still lives, waits for it; what became of it
 * is that tab's to find out. `checking`: its tab is gone, or the answer did not come; the server is being asked.
 * `not-sent`: the server does not know it. It is then the person's to send or to discard, never ours.
 */
type SendStatus = 'sending' | 'elsewhere' | 'checking' | 'not-sent';

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
/** As stored: with the tab whose question it is, null where it is anyone's. */
type StoredSend = Omit<PendingSend, 'status'> & { tab: string | null };

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
  readonly #life: TabLife;
  readonly #goneTabs = new Map<string, boolean>();
  readonly #listeners = new Set<() => void>();
  readonly #freedListeners = new Set<() => void>();
  readonly #unstored = new Set<string>();
  #sends: ReadonlyMap<string, PendingSend> | null = null;
  #rows: readonly OutboxRow[] = [];
  #parts: readonly PendingSend[] = [];

  /**
   * @param own how names are told apart from those of another server on this origin
   * @param life tells which other tabs still live
   */
  constructor(storage: () => PageStorage | null, own = (name: string) => name, life: TabLife = loneTab()) {
    this.#storage = storage;
    this.#own = own;
    this.#life = life;
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
    this.#life.hold();
    this.#listeners.add(listener);
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(this.#own(PRESS))) this.refresh();
    };
    window.addEventListener('storage', onStorage);
    return () => {
      this.#listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  };

  /** Tells when a tab is gone: what it had not settled is now to be asked about here. */
  onFreed(listener: () => void): () => void {
    this.#freedListeners.add(listener);
    return () => void this.#freedListeners.delete(listener);
  }

  /** Everything that the server is to be asked about. */
  unsettled(): PendingSend[] {
    return [...this.#all().values()].filter(({ status }) => status === 'checking');
  }

  /** The sounds of one press, each with an item of its own: it is sent or discarded by itself should it not arrive. */
  add(entries: readonly OutboxEntry[]): PendingSend[] {
    const sends = entries.map(({ at, ...item }): PendingSend => {
      const key = this.#own(PRESS) + item.id;
      return { key, items: [item], at, batch: null, part: 0, status: 'sending', error: null };
    });
    this.#keep(sends);
    return sends;
  }

  addParts(batch: BatchRef, parts: readonly SubmitItem[][], at: number): void {
    this.#keep(
      parts.map((items, part) => {
        const key = `${this.#own(PART)}${batch.id}.${String(part).padStart(4, '0')}`;
        return { key, items, at, batch, part, status: 'sending', error: null };
      }),
    );
  }

  setStatus(send: PendingSend, status: SendStatus, error: string | null = null): void {
    this.setAll([send], status, error);
  }

  setAll(sends: readonly PendingSend[], status: SendStatus, error: string | null = null): void {
    const known = sends.filter(({ key }) => this.#all().has(key));
    if (known.length > 0) this.#keep(known.map((send) => ({ ...send, status, error })));
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

  /** A question that another living tab has taken up meanwhile, by sending the same id, stays with that tab. */
  #keep(sends: readonly PendingSend[]): void {
    this.#life.hold();
    const kept = sends.map((send): PendingSend => {
      const stored = send.status === 'sending' ? null : this.#readOne(send.key);
      if (stored && this.#isElsewhere(stored)) return { ...send, status: 'elsewhere' };
      this.#store(send);
      return send;
    });
    this.#set(new Map([...this.#all(), ...kept.map((send) => [send.key, send] as const)]));
  }

  #set(sends: ReadonlyMap<string, PendingSend>): void {
    this.#index(sends);
    for (const listener of this.#listeners) listener();
  }

  #index(sends: ReadonlyMap<string, PendingSend>): void {
    this.#sends = sends;
    const all = [...sends.values()];
    // Another tab's batch is that tab's to show, for as long as it lives.
    this.#parts = all
      .filter(({ batch, status }) => batch !== null && status !== 'elsewhere')
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#rows = all
      .flatMap(({ items: [item], at, batch, status }) => (item && !batch ? [{ ...item, at, status }] : []))
      .sort((a, b) => b.at - a.at);
  }

  #store({ key, items, at, batch, part, status }: PendingSend): void {
    // A press that is not sent is for any tab to send; a batch stays with the tab that shows it.
    const tab = status === 'not-sent' && !batch ? null : this.#life.id;
    const value = batch ? { batch, part, items, at, tab } : { ...items[0], at, tab };
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

  #readOne(key: string): StoredSend | null {
    return readStored(key, this.#storage()?.getItem(key) ?? null);
  }

  #read(): Map<string, PendingSend> {
    const storage = this.#storage();
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
    return new Map(
      keys.flatMap((key) => {
        if (!key.startsWith(this.#own(PRESS)) && !key.startsWith(this.#own(PART))) return [];
        const stored = this.#readOne(key);
        if (!stored) return [];
        const { tab: _, ...send } = stored;
        return [[key, { ...send, status: this.#isElsewhere(stored) ? 'elsewhere' : 'checking' }] as const];
      }),
    );
  }

  #isElsewhere({ tab, at }: StoredSend): boolean {
    if (tab === null || tab === this.#life.id) return false;
    if (!this.#goneTabs.has(tab)) {
      this.#goneTabs.set(tab, false);
      this.#life.watch(tab, at, () => {
        this.#goneTabs.set(tab, true);
        // Nothing was read yet where the tab is known to be gone at once.
        if (this.#sends === null) return;
        this.refresh();
        for (const listener of this.#freedListeners) listener();
      });
    }
    return this.#goneTabs.get(tab) !== true;
  }

  /** Reads storage again: what other tabs pressed, had answered, or left behind. */
  refresh(): void {
    const known = this.#all();
    const stored = this.#read();
    const kept = [...known].filter(
      ([key, { status }]) => stored.has(key) || this.#unstored.has(key) || status === 'sending',
    );
    const others = [...stored].filter(([key, found]) => {
      const status = known.get(key)?.status;
      // What this tab waits for itself, or has asked about, it knows better; unless another tab has sent it anew.
      if (found.status === 'elsewhere') return status !== 'elsewhere' && status !== 'sending';
      return status === undefined || status === 'elsewhere';
    });
    this.#set(new Map([...kept, ...others]));
  }
}

/** Another version of the page, or a person, may have written there. */
function readStored(key: string, text: string | null): StoredSend | null {
  try {
    const stored = JSON.parse(text ?? 'null') as Partial<OutboxEntry & StoredSend> | null;
    const { id, request, connection, at = 0, batch, part = 0, items, tab = null } = stored ?? {};
    const found = { key, error: null, tab };
    if (typeof id === 'string' && typeof request?.prompt === 'string')
      return {
        ...found,
        items: [{ id, request, ...(connection && { connection }) }],
        at,
        batch: null,
        part: 0,
      };
    return typeof batch?.id === 'string' && Array.isArray(items)
      ? { ...found, items, at, batch, part }
      : null;
  } catch {
    return null;
  }
}

export const outbox = new Outbox(pageStorage, ownName, createTabLife());
