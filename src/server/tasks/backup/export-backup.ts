import { makeZip } from 'client-zip';

import type { TaskFilter } from '#shared/task-filter.ts';

import type { BatchRepository } from '../../db/batch-repository.ts';
import type { ConnectionRepository } from '../../db/connection-repository.ts';
import type { TaskList } from '../../db/task-list.ts';
import type { TaskRow } from '../../db/task-row.ts';
import type { TombstoneRepository } from '../../db/tombstone-repository.ts';
import type { WavConversion, WavRepository } from '../../db/wav-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Files } from '../../platform/files.ts';
import { wavInterrupted } from '../wav-conversions.ts';
import {
  BACKUP_FORMAT,
  BACKUP_NAME,
  BACKUP_VERSION,
  TAKE_FIELDS,
  TASK_FIELDS,
  type BackupBatch,
  type BackupConnection,
  type BackupTask,
  type BackupWav,
} from './backup-format.ts';
import { detachTask } from './detach-copy.ts';

/** Some fields of a row, in this order. */
const pick = <Row extends object, Field extends keyof Row>(row: Row, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<Row, Field>;

const toBackup = (row: TaskRow): BackupTask => {
  const task = detachTask(row);
  const takes = task.takes.map((take) => pick(take, TAKE_FIELDS));
  return { ...pick(task, TASK_FIELDS), door: task.source, takes };
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

interface Parts {
  list: TaskList;
  batchRows: BatchRepository;
  connectionRows: ConnectionRepository;
  tombstones: TombstoneRepository;
  wavs: WavRepository;
  files: Files;
  clock: Clock;
}

function* rows({ list }: Parts, filter: TaskFilter): Generator<TaskRow> {
  for (const step of list.walk({ ...filter, sort: 'oldest' })) yield* step;
}

function* batchesOf({ batchRows }: Parts, ids: Iterable<string>): Generator<BackupBatch> {
  for (const id of ids) {
    const batch = batchRows.find(id);
    if (batch) yield { id, name: batch.name, createdAt: batch.createdAt };
  }
}

function* connectionsOf({ connectionRows }: Parts, ids: ReadonlySet<string>): Generator<BackupConnection> {
  for (const { id, name, vendor, baseUrl, dialect } of connectionRows.all())
    if (ids.has(id)) yield { id, name, vendor, baseUrl, dialect };
}

/** One that is on the wire is doubtful to whoever reads of it. */
function* wavsOf({ wavs }: Parts): Generator<BackupWav> {
  for (const wav of wavs.all()) yield { ...wav, ...(wav.state === 'sending' ? doubted : settledOf(wav)) };
}

const doubted = { state: 'unknown', problem: wavInterrupted } as const;
const settledOf = ({ state }: WavConversion) =>
  ({ state: state === 'accepted' ? state : 'unknown' }) as const;

function* backupText(parts: Parts, filter: TaskFilter): Generator<string> {
  const batches = new Set<string>();
  const connections = new Set<string>();
  function* tasks() {
    for (const row of rows(parts, filter)) {
      if (row.batch !== null) batches.add(row.batch);
      connections.add(row.connection);
      yield toBackup(row);
    }
  }
  const exportedAt = new Date(parts.clock.now()).toISOString();
  const isAll = Object.values(filter).every((value) => value === undefined);
  yield `{"format":"${BACKUP_FORMAT}","version":${BACKUP_VERSION},"exportedAt":"${exportedAt}",\n"tasks":`;
  yield* list(tasks());
  yield ',\n"batches":';
  yield* list(batchesOf(parts, batches));
  yield ',\n"connections":';
  yield* list(connectionsOf(parts, connections));
  yield ',\n"wavs":';
  yield* list(isAll ? wavsOf(parts) : []);
  // Last, so that a task purged meanwhile is in here at least once.
  yield ',\n"tombstones":';
  yield* list(isAll ? parts.tombstones.all() : []);
  yield '}\n';
}

async function* zipMembers(parts: Parts, filter: TaskFilter, json: ReadableStream<Uint8Array>) {
  const { files, clock } = parts;
  yield { name: BACKUP_NAME, input: json, lastModified: new Date(clock.now()) };
  for (const row of rows(parts, filter)) {
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
