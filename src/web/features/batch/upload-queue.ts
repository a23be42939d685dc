import type { BatchRef } from '#shared/batch.ts';
import type { SubmitAnswer, SubmitItem } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { type Api } from '../../api/api-client.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { PageStore } from '../../state/safe-storage.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { PREFIX } from './pending-uploads.ts';

/** The server takes 500 tasks and 512 kB at once; less is there sooner and is journalled in one go. */
const CHUNK_MAX = 200;
const CHUNK_BYTES = 400_000;

/** As for a single press: `sending` waits here, `checking` asks whether it arrived, `not-sent` is the person's to send. */
export type UploadStatus = 'sending' | 'checking' | 'not-sent';
interface Stored {
  batch: BatchRef;
  part: number;
  items: SubmitItem[];
}
export interface PendingUpload extends Stored {
  key: string;
  status: UploadStatus;
  /** Why it was not sent. */
  error: string | null;
}

export function cutIntoUploads(items: readonly SubmitItem[]): SubmitItem[][] {
  const chunks: SubmitItem[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    // UTF-8 takes three bytes for a UTF-16 unit at most.
    const size = JSON.stringify(item).length * 3;
    const last = chunks.at(-1);
    if (last && last.length < CHUNK_MAX && bytes + size <= CHUNK_BYTES) {
      last.push(item);
      bytes += size;
    } else {
      chunks.push([item]);
      bytes = size;
    }
  }
  return chunks;
}

/**
 * Hands batches over to the server, part by part, and keeps each part in the browser's storage until its answer came: the
 * outbox's rules (http.md) for many. A reload loses nothing, and nothing is sent by itself after one.
 */
export class UploadQueue {
  readonly #api: Api;
  readonly #store: PageStore;
  readonly #put: (tasks: readonly Task[]) => Promise<void> | void;
  readonly #listeners = new Set<() => void>();
  #chunks: readonly PendingUpload[];
  #isSending = false;
  /** Storage was full or off: a reload would lose what is not answered. */
  isVolatile = false;

  /** @param put takes in what the server answered; only then is it forgotten here. */
  constructor(api: Api, store: PageStore, put: (tasks: readonly Task[]) => Promise<void> | void) {
    this.#api = api;
    this.#store = store;
    this.#put = put;
    this.#chunks = this.#read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  /** What is not answered yet; the same array until something changes. */
  readonly chunks = (): readonly PendingUpload[] => this.#chunks;

  /** A press of Generate on a batch. The requests already carry their ids. */
  start(batch: BatchRef, items: readonly SubmitItem[]): Promise<void> {
    const added = cutIntoUploads(items).map((part, index): PendingUpload => {
      const key = `${PREFIX}${batch.id}.${String(index).padStart(4, '0')}`;
      return { key, batch, part: index, items: part, status: 'sending', error: null };
    });
    try {
      for (const { key, part, items: each } of added)
        this.#store.setItem(key, JSON.stringify({ batch, part, items: each } satisfies Stored));
    } catch {
      this.isVolatile = true;
    }
    this.#set([...this.#chunks, ...added]);
    return this.#send();
  }

  /** "Send" on what was not sent: the same ids, so that none can become two. */
  sendRest(batchId: string): Promise<void> {
    this.#change(
      ({ batch, status }) => batch.id === batchId && status === 'not-sent',
      (chunk) => ({ ...chunk, status: 'sending', error: null }),
    );
    return this.#send();
  }

  /** Whatever of it waits here goes nowhere. What is on the wire is the server's already. */
  discard(batchId: string): void {
    const isOnWire = (chunk: PendingUpload) => this.#isSending && chunk === this.#next();
    const gone = this.#chunks.filter((chunk) => chunk.batch.id === batchId && !isOnWire(chunk));
    for (const { key } of gone) this.#store.removeItem(key);
    this.#set(this.#chunks.filter((chunk) => !gone.includes(chunk)));
  }

  /** Asks the server about what was found after a reload, or went without an answer. Sends nothing. */
  async settle(): Promise<void> {
    for (const chunk of this.#chunks.filter(({ status }) => status === 'checking')) {
      const [first] = chunk.items;
      if (!first) continue;
      try {
        // A part is journalled whole or not at all, so its first task speaks for it.
        await this.#api.task(first.id);
        this.#drop(chunk.key);
      } catch (error) {
        const status = error instanceof ApiError ? error.status : 0;
        if (status === 410) this.#drop(chunk.key);
        else if (status === 404) this.#mark(chunk.key, 'not-sent', null);
        else return;
      }
    }
  }

  #next(): PendingUpload | undefined {
    return this.#chunks.find(({ status }) => status === 'sending');
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let chunk = this.#next(); chunk; chunk = this.#next()) await this.#sendOne(chunk);
    } finally {
      this.#isSending = false;
    }
  }

  async #sendOne({ key, batch, items }: PendingUpload): Promise<void> {
    try {
      const answer: SubmitAnswer = await this.#api.submit(items, batch);
      await this.#put(answer.tasks.filter((task): task is Task => !('gone' in task)));
      this.#drop(key);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Refused: nothing of it is under way, nor will the rest fare better. Unanswered: it may have arrived.
      const status: UploadStatus = error.isRefusal ? 'not-sent' : 'checking';
      this.#mark(key, status, error.isRefusal ? errorText(error) : null);
      this.#change(
        (other) => other.batch.id === batch.id && other.status === 'sending',
        (other) => ({ ...other, status: 'not-sent' }),
      );
    }
  }

  #drop(key: string): void {
    this.#store.removeItem(key);
    this.#set(this.#chunks.filter((chunk) => chunk.key !== key));
  }

  #mark(key: string, status: UploadStatus, error: string | null): void {
    this.#change(
      (chunk) => chunk.key === key,
      (chunk) => ({ ...chunk, status, error }),
    );
  }

  #change(isMeant: (chunk: PendingUpload) => boolean, change: (chunk: PendingUpload) => PendingUpload): void {
    this.#set(this.#chunks.map((chunk) => (isMeant(chunk) ? change(chunk) : chunk)));
  }

  #set(chunks: readonly PendingUpload[]): void {
    this.#chunks = chunks;
    for (const listener of this.#listeners) listener();
  }

  #read(): PendingUpload[] {
    const chunks: PendingUpload[] = [];
    for (let index = 0; index < this.#store.length; index++) {
      const key = this.#store.key(index);
      if (!key?.startsWith(PREFIX)) continue;
      const stored = readStored(this.#store.getItem(key));
      if (stored) chunks.push({ ...stored, key, status: 'checking', error: null });
    }
    return chunks.sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function readStored(text: string | null): Stored | null {
  try {
    const stored = JSON.parse(text ?? 'null') as Stored | null;
    return stored !== null && typeof stored.batch?.id === 'string' && Array.isArray(stored.items)
      ? stored
      : null;
  } catch {
    return null;
  }
}
