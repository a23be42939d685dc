import { makeZip } from 'client-zip';

import type { TaskFilter } from '#shared/task-filter.ts';

import type { TaskList } from '../../db/task-list.ts';
import type { TaskRow } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Files } from '../../platform/files.ts';
import type { Sql } from '../../platform/sql.ts';
import {
  BACKUP_FORMAT,
  BACKUP_NAME,
  BACKUP_VERSION,
  TAKE_FIELDS,
  TASK_FIELDS,
  type BackupBatch,
  type BackupTask,
  type BackupTombstone,
} from './backup-format.ts';
import { detachTask } from './detach-copy.ts';

/** Some fields of a row, in this order. */
const pick = <Row extends object, Field extends keyof Row>(row: Row, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<Row, Field>;

const toBackup = (row: TaskRow): BackupTask => {
  const task = detachTask(row);
  return { ...pick(task, TASK_FIELDS), takes: task.takes.map((take) => pick(take, TAKE_FIELDS)) };
};

function* list(values: Iterable<object>): Generator<string> {
  let isFirst = true;
  yield '[';
  for (const value of values) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(value)}`;
    isFirst = false;
  }
  yield '\n]';
}

type Parts = { sql: Sql; library: TaskList; files: Files; clock: Clock };

function* rows(library: TaskList, filter: TaskFilter): Generator<TaskRow> {
  for (const step of library.walk({ ...filter, sort: 'oldest' })) yield* step;
}

/** A task in the trash leaves as a tombstone: its words go, its key stays used. */
function* tombstones(sql: Sql): Generator<BackupTombstone> {
  const found = sql
    .prepare(
      `SELECT id, key, body_hash AS bodyHash, upstream, task_id AS taskId, problem FROM tombstones
       UNION ALL SELECT id, key, body_hash, upstream, task_id, problem FROM tasks WHERE deleted_at IS NOT NULL`,
    )
    .all() as (Omit<BackupTombstone, 'problem'> & { problem: string | null })[];
  for (const row of found)
    yield {
      ...row,
      problem: row.problem === null ? null : (JSON.parse(row.problem) as BackupTombstone['problem']),
    };
}

function* backupText({ sql, library, clock }: Parts, filter: TaskFilter): Generator<string> {
  const batchById = sql.prepare('SELECT id, name, created_at AS createdAt FROM batches WHERE id = ?');
  const batches = new Set<string>();
  function* tasks() {
    for (const row of rows(library, filter)) {
      if (row.batch !== null) batches.add(row.batch);
      yield toBackup(row);
    }
  }
  const exportedAt = new Date(clock.now()).toISOString();
  const isAll = Object.values(filter).every((value) => value === undefined);
  yield `{"format":"${BACKUP_FORMAT}","version":${BACKUP_VERSION},"exportedAt":"${exportedAt}",\n"tasks":`;
  yield* list(tasks());
  yield ',\n"batches":';
  yield* list([...batches].map((id) => batchById.get(id) as BackupBatch));
  // Last, so that a task purged meanwhile is in here at least once.
  yield ',\n"tombstones":';
  yield* list(isAll ? tombstones(sql) : []);
  yield '}\n';
}

async function* zipMembers(
  { library, files, clock }: Parts,
  filter: TaskFilter,
  json: ReadableStream<Uint8Array>,
) {
  yield { name: BACKUP_NAME, input: json, lastModified: new Date(clock.now()) };
  for (const row of rows(library, filter)) {
    for (const { file } of row.takes) {
      if (file === null) continue;
      const size = await files.size(file);
      const input = await files.read(file);
      // Purged since its task was read: the import will say that this take has no audio.
      if (size === null || input === null) continue;
      yield { name: file, input, size, lastModified: new Date(row.createdAt) };
    }
  }
}

/** Everything, or what a filter picks, made while it is read. Nothing in it will ever send. */
export const createExport = (parts: Parts) => ({
  text: (filter: TaskFilter): Generator<string> => backupText(parts, filter),
  /** `json` is `text` of the same filter, as bytes. */
  zip: (filter: TaskFilter, json: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
    makeZip(zipMembers(parts, filter, json)),
});
