import * as z from 'zod/mini';

import type { BadRow, ImportPreview } from '#shared/backup-import.ts';
import { Refusal } from '#shared/problem.ts';

import { createTimeSlice } from '../../platform/time-slice.ts';
import { connectionAt } from '../connections/connection-at.ts';
import {
  batchSchema,
  connectionSchema,
  headSchema,
  taskSchema,
  tombstoneSchema,
  wavSchema,
  type BackupBatch,
  type BackupConnection,
  type BackupTask,
  type BackupTombstone,
  type BackupWav,
} from './backup-format.ts';
import { detachTask } from './detach-copy.ts';
import { JsonSplitter, NotJson, type JsonPart } from './split-json.ts';

const BAD_ROWS_SHOWN = 100;
/** The longest row, in characters: far above any task of ours. */
const ROW_MAX = 16 * 1024 * 1024;

/** @param ids of the tasks read so far */
type OnTask = (task: BackupTask, ids: ReadonlySet<string>) => void;

/** All of a backup but its tasks, which may be a hundred thousand. */
export interface BackupFrame {
  exportedAt: string;
  batches: Map<string, BackupBatch>;
  connections: Map<string, BackupConnection>;
  tombstones: Map<string, BackupTombstone>;
  wavs: BackupWav[];
  /** Ids of its tasks. */
  ids: Set<string>;
  badRows: ImportPreview['badRows'];
}

const refuse = (field: string, message: string, cause?: unknown): Refusal =>
  new Refusal(400, { code: 'invalid-request', field, message: `${field}: ${message}` }, cause);

/** Where and why a value does not fit its schema. `at` is its own path. */
function firstIssue({ issues: [issue] }: z.core.$ZodError, at: string): BadRow {
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(at === '' ? [] : [at]), ...(issue?.path ?? []), ...extra].map(String).join('.');
  const isWordless = issue === undefined || issue.message === 'Invalid input';
  return { field: path || 'body', message: isWordless ? 'not what a backup has there.' : issue.message };
}

/** Counts it, and names it while there are few. */
export function addBadRow(badRows: BackupFrame['badRows'], row: BadRow): void {
  badRows.count += 1;
  if (badRows.shown.length < BAD_ROWS_SHOWN) badRows.shown.push(row);
}

const LISTS: readonly string[] = ['tasks', 'batches', 'connections', 'wavs', 'tombstones'];

/** One reading of a backup from its first row to its last. */
class BackupReading {
  readonly frame: BackupFrame = {
    exportedAt: '',
    batches: new Map(),
    connections: new Map(),
    tombstones: new Map(),
    wavs: [],
    ids: new Set(),
    badRows: { count: 0, shown: [] },
  };
  readonly #onTask: OnTask;
  readonly #head: Record<string, unknown> = {};
  readonly #files = new Set<string>();
  readonly #batchesUsed = new Map<string, string>();

  constructor(onTask: OnTask) {
    this.#onTask = onTask;
  }

  take({ name, index, text }: JsonPart): void {
    if (index === null) {
      if (LISTS.includes(name)) throw refuse(name, 'must be a list.');
      this.#head[name] = parse(text, name);
      return;
    }
    const at = `${name}.${index}`;
    if (name === 'tasks') this.#takeTask(text, at);
    else if (name === 'batches') this.#takeRow(this.frame.batches, batchSchema, text, at);
    else if (name === 'connections') this.#takeRow(this.frame.connections, connectionSchema, text, at);
    else if (name === 'wavs') {
      const wav = this.#check(wavSchema, text, at);
      if (wav) this.frame.wavs.push(wav);
    } else if (name === 'tombstones') this.#takeRow(this.frame.tombstones, tombstoneSchema, text, at);
    else throw refuse(name, 'not what a backup has there.');
  }

  /** What can only be said once all of it was read. @throws Refusal 400 when it is no backup of ours */
  end(): BackupFrame {
    const result = z.safeParse(headSchema, this.#head);
    if (!result.success) {
      const { field, message } = firstIssue(result.error, '');
      throw refuse(field, message);
    }
    this.frame.exportedAt = result.data.exportedAt;
    for (const [id, at] of this.#batchesUsed)
      if (!this.frame.batches.has(id))
        this.#addBadRow(`${at}.batch`, 'is not among the batches. The task comes in without it.');
    // Purged while the backup was being written: it is in both, and the later one is true.
    for (const id of this.frame.tombstones.keys()) this.frame.ids.delete(id);
    return this.frame;
  }

  #addBadRow(field: string, message: string): void {
    addBadRow(this.frame.badRows, { field, message });
  }

  #check<Schema extends z.ZodMiniType>(schema: Schema, text: string, at: string): z.output<Schema> | null {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#addBadRow(at, 'is not JSON.');
      return null;
    }
    const result = z.safeParse(schema, this.#brought(value));
    if (result.success) return result.data;
    const { field, message } = firstIssue(result.error, at);
    this.#addBadRow(field, message);
    return null;
  }

  /** Version 1 had the vendor's address where the connection stands now. */
  #brought(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || !('upstream' in value)) return value;
    const { upstream, ...rest } = value;
    if (typeof upstream !== 'string' || !URL.canParse(upstream)) return { ...rest, connection: upstream };
    const connection = connectionAt(upstream);
    this.frame.connections.set(connection.id, connection);
    return { ...rest, connection: connection.id };
  }

  #takeRow<Row extends { id: string }>(
    rows: Map<string, Row>,
    schema: z.ZodMiniType<Row>,
    text: string,
    at: string,
  ): void {
    const row = this.#check(schema, text, at);
    if (row === null) return;
    if (rows.has(row.id)) this.#addBadRow(`${at}.id`, 'is there twice.');
    else rows.set(row.id, row);
  }

  #takeTask(text: string, at: string): void {
    const task = this.#check(taskSchema, text, at);
    if (task === null) return;
    if (this.frame.ids.has(task.id)) return this.#addBadRow(`${at}.id`, 'is there twice.');
    this.frame.ids.add(task.id);
    if (task.batch !== null && !this.#batchesUsed.has(task.batch)) this.#batchesUsed.set(task.batch, at);
    const takes = task.takes.map((take, i) => {
      if (take.file === null) return take;
      if (!this.#files.has(take.file)) {
        this.#files.add(take.file);
        return take;
      }
      this.#addBadRow(`${at}.takes.${i}.file`, 'belongs to another take. This one comes in without audio.');
      return { ...take, file: null };
    });
    this.#onTask(detachTask({ ...task, takes }), this.frame.ids);
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(name, 'is not JSON.', cause);
  }
}

/**
 * Reads a backup in slices of time. A row that does not fit is named in `badRows` and left out.
 * @param onTask is called for each task, in order; `ids` of the answer are those that count
 * @throws Refusal 400 when it is no backup, or not all of one
 */
export async function readBackup(text: AsyncIterable<string>, onTask: OnTask): Promise<BackupFrame> {
  const splitter = new JsonSplitter(ROW_MAX);
  const reading = new BackupReading(onTask);
  const slice = createTimeSlice();
  try {
    for await (const piece of text) {
      for (const part of splitter.push(piece)) {
        reading.take(part);
        if (slice.isOver()) await slice.pause();
      }
    }
    splitter.end();
  } catch (cause) {
    if (!(cause instanceof NotJson)) throw cause;
    const message = 'The file is not JSON, or not all of it.';
    throw new Refusal(400, { code: 'invalid-request', field: 'body', message }, cause);
  }
  return reading.end();
}
