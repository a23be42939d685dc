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

/** Everything, or what a filter picks, as text that is made while it is read. Nothing in it will ever send. */
export function createExport(parts: { sql: Sql; library: TaskList; files: Files; clock: Clock }) {
  const { sql, library, files, clock } = parts;
  const batchById = sql.prepare('SELECT id, name, created_at AS createdAt FROM batches WHERE id = ?');
  // What waits in the bin leaves as a tombstone: its words go, its key stays used.
  const graves = sql.prepare(
    `SELECT id, key, body_hash AS bodyHash, upstream, task_id AS taskId, problem FROM tombstones
     UNION ALL SELECT id, key, body_hash, upstream, task_id, problem FROM tasks WHERE deleted_at IS NOT NULL`,
  );

  function* entries(filter: TaskFilter): Generator<TaskRow> {
    for (const step of library.walk({ ...filter, sort: 'oldest' })) yield* step;
  }

  function* tombstones(): Generator<BackupTombstone> {
    for (const row of graves.all() as (Omit<BackupTombstone, 'problem'> & { problem: string | null })[])
      yield {
        ...row,
        problem: row.problem === null ? null : (JSON.parse(row.problem) as BackupTombstone['problem']),
      };
  }

  function* text(filter: TaskFilter): Generator<string> {
    const batches = new Set<string>();
    function* tasks() {
      for (const entry of entries(filter)) {
        if (entry.batch !== null) batches.add(entry.batch);
        yield toBackup(entry);
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
    yield* list(isAll ? tombstones() : []);
    yield '}\n';
  }

  async function* members(filter: TaskFilter, json: ReadableStream<Uint8Array>) {
    yield { name: BACKUP_NAME, input: json, lastModified: new Date(clock.now()) };
    for (const entry of entries(filter)) {
      for (const { file } of entry.takes) {
        if (file === null) continue;
        const size = await files.size(file);
        const input = await files.read(file);
        // Purged since its task was read: the import will say that this take has no audio.
        if (size === null || input === null) continue;
        yield { name: file, input, size, lastModified: new Date(entry.createdAt) };
      }
    }
  }

  return {
    text,
    /** `json` is `text` of the same filter, as bytes. */
    zip: (filter: TaskFilter, json: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
      makeZip(members(filter, json)),
  };
}
