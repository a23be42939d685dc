import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import type { Batch, BatchPage, BatchQuery, BatchRef } from '#shared/batch.ts';
import type { BulkMove, BulkResult } from '#shared/bulk.ts';
import type { Connection } from '#shared/connection.ts';
import type {
  ConnectionPatch,
  KeyTest,
  KeyTestAnswer,
  NewConnection,
} from '#shared/connections/connection-requests.ts';
import type { DropInRequest } from '#shared/drop-in/drop-in-request.ts';
import type { Envelope } from '#shared/envelope.ts';
import type { Problem } from '#shared/problem.ts';
import type { StreamEvent } from '#shared/stream-event.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import type { ByteRange } from '#shared/take/byte-range.ts';
import type { Heard } from '#shared/take/take-heard.ts';
import type { ListQuery, Facets, TaskFilter } from '#shared/task-filter.ts';
import type { GoneTask, SubmitItem, TaskPage, TaskPatch } from '#shared/task-requests.ts';
import type { Task, Verdict } from '#shared/task.ts';

/**
 * The rules of tasks: the only part that sends, polls and downloads audio. No HTTP here.
 * A refusal is thrown as a `Refusal`: 404 not-found, 410 not-found (deleted), 409 for a move that is not legal,
 * 422 key-reused, 424 when the vendor had to be asked and did not answer, 503 while stopping, 507 when it cannot be written.
 */
export interface Tasks {
  /** From the page: journals all items in one transaction, then answers when every outcome is known or after 2 s. */
  submit(items: SubmitItem[], options?: SubmitOptions): Promise<(Task | GoneTask)[]>;
  /**
   * From a drop-in client: answers when the outcome is known. `key` is the client's Idempotency-Key; without one,
   * `signal` (the client hung up) drops it before the send and the wait for a turn ends after 25 s.
   */
  dropIn(request: DropInRequest, options: DropInOptions): Promise<DropInAnswer>;

  list(query: ListQuery): TaskPage;
  /** Everything that fits, read as it is asked for. */
  walk(filter: TaskFilter): Generator<Task>;
  facets(): Facets;
  batches: {
    list(query: BatchQuery): BatchPage;
    get(id: string): Batch;
    pause(id: string): Batch;
    resume(id: string): Batch;
    cancelUnsent(id: string): Promise<Batch>;
  };
  /** One thing done to many tasks, in one transaction, each with its own result. */
  bulk(move: BulkMove, by?: string | null): Promise<BulkResult[]>;
  /** All of it in one file, and back. An import never sends. */
  backup: {
    text(filter: TaskFilter): Generator<string>;
    /** `json` is `text` of the same filter, as bytes. */
    zip(filter: TaskFilter, json: ReadableStream<Uint8Array>): ReadableStream<Uint8Array>;
    /** JSON or zip: its first bytes say which. */
    preview(body: ReadableStream<Uint8Array>): Promise<ImportPreview>;
    /** `id` is a preview's. */
    apply(id: string, bringBack: boolean): Promise<ImportAnswer>;
  };
  get(id: string): Task;
  patch(id: string, change: TaskPatch): Task;
  /** `forever`: not to be restored; a tombstone stays. */
  remove(id: string, options?: { forever?: boolean }): void;
  restore(id: string): Task;
  cancel(id: string): Task;
  dismiss(id: string): Task;
  setVerdict(id: string, n: number, verdict: Verdict | null): Task;
  setHeard(id: string, n: number, heard: Heard): Task;
  setEdits(id: string, n: number, edits: TakeEdit[]): Task;
  check(id: string): Promise<Task>;
  /** By the connection named, else by the task's own. */
  resend(id: string, newId: string, options?: SenderOptions): Promise<Task>;
  claim(id: string, taskId: string, force: boolean): Promise<Task>;
  /** `id`: of a task that is made; one that is here already keeps its own. */
  track(taskId: string, options?: SenderOptions & { id?: string | undefined }): Promise<Task>;

  /** The bytes of one take: our copy, else streamed through. */
  openTake(id: string, n: number, range?: (size: number) => ByteRange | null): Promise<TakeAudio>;

  /** The same by a link that carries its own right, while its task is there. */
  openMedia(signed: string, range?: (size: number) => ByteRange | null): Promise<TakeAudio>;

  /**
   * The vendor's other routes, of the connection named, else of the one that has that taskId, else of the default one.
   * Links to takes of ours are ours; `toUrl` makes an absolute address of a path.
   */
  readRecord(taskId: string, toUrl: (path: string) => string, connection?: string): Promise<Envelope>;
  /** The same as kie's jobs route tells it. */
  readJob(taskId: string, toUrl: (path: string) => string, connection?: string): Promise<Envelope>;
  /** A conversion can cost: asked for once, however often it is asked. */
  convertToWav(
    request: { taskId: string; audioId: string; callBackUrl?: string },
    connection?: string,
  ): Promise<DropInAnswer>;
  readWav(wavTaskId: string, toUrl: (path: string) => string, connection?: string): Promise<Envelope>;
  readCredits(connection?: string): Promise<Envelope>;
  readLyrics(body: { taskId: string; audioId: string }, connection?: string): Promise<Envelope>;

  /** A send by this connection is near. @throws Refusal 404 */
  warm(connection: string): void;
  connections: ConnectionActions;
  /** A callback came with this secret and this body (believed in nothing but its taskId): reads the record soon. Says nothing back. */
  onCallback(secret: string, body: unknown): void;
  /** Replays what came after `after` (or a `reload`), then calls `listener` for each event, in order, until called off. */
  subscribe(after: number | null, listener: (event: StreamEvent) => void): () => void;
  /** Whether something goes on by itself: a send, a render, a turn that will come, an import. */
  isBusy(): boolean;
  /** Stops taking work (503), lets what is on the wire end (20 s at most), cancels keyless held tasks. */
  close(): Promise<void>;
}

export interface SenderOptions {
  /** id or name; without one the default. */
  connection?: string | undefined;
  /** Name of the token that the request came by. */
  by?: string | null;
}

export interface SubmitOptions extends Pick<SenderOptions, 'by'> {
  batch?: BatchRef | undefined;
  /** Refuses what was sent lately and may have cost something: 409 `sent-already`, with nothing written. */
  ask?: boolean | undefined;
}

export interface DropInOptions extends SenderOptions {
  key?: string;
  signal?: AbortSignal;
}

/** Vendors and their keys. Keys go in and never come out. */
export interface ConnectionActions {
  list(): Promise<Connection[]>;
  /**
   * The facts of one, without asking anybody. `slowDownCode`: with which its vendor itself says "later".
   * @throws Refusal 400 when there is no such
   */
  facts(idOrName?: string): { id: string; models: readonly string[]; slowDownCode: number };
  /** Every model that some connection lists. */
  models(): string[];
  /** Tries the key by reading the balance. */
  tryKey(target: KeyTest): Promise<KeyTestAnswer>;
  test(id: string): Promise<KeyTestAnswer>;
  /** @throws Refusal 422 unauthorized, 424 no answer, 409 name or key in use; nothing is stored then */
  add(connection: NewConnection): Promise<Connection>;
  /** `isNew`: its key is another account's, so it became a connection of its own. */
  patch(id: string, change: ConnectionPatch): Promise<{ connection: Connection; isNew: boolean }>;
  /** @throws Refusal 409 while tasks of it are open, unless `detach` */
  remove(id: string, detach: boolean): void;
}

/** What the drop-in client is told, now and on every replay: derived from the task, or from its tombstone. */
export interface DropInAnswer {
  taskId: string | null;
  problem: Problem | null;
}

export interface TakeAudio {
  body: ReadableStream<Uint8Array>;
  contentType: string;
  /** Bytes of the whole file; null when streamed through with no length told. */
  size: number | null;
  range: ByteRange | null;
  /** `soft-rain_90bpm_Am_loop_A_3f0c9a.mp3` */
  fileName: string;
  /** For caching: changes when the bytes do. Null when streamed through. */
  etag: string | null;
}
