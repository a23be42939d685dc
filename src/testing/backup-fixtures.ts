import type { TaskState } from '#shared/task.ts';

import { unsentFields } from '../server/db/task-row.ts';
import type { BackupTask, BackupTombstone } from '../server/tasks/backup/backup-format.ts';
import type { Tasks } from '../server/tasks/tasks.ts';
import { softRain, uuid } from './task-fixtures.ts';

export const HAS_TASK_ID: TaskState[] = ['rendering', 'ready', 'failed'];

export const aTask = (fields: Partial<BackupTask> & { state: TaskState }): BackupTask => ({
  ...unsentFields,
  id: uuid(1),
  rev: 3,
  connection: 'sandbox',
  door: 'page',
  key: uuid(1),
  bodyHash: 'hash',
  taskId: HAS_TASK_ID.includes(fields.state) ? 't1' : null,
  createdAt: 1000,
  updatedAt: 2000,
  request: softRain,
  stage: fields.state === 'rendering' ? 'PENDING' : null,
  problem: ['refused', 'unknown', 'dismissed', 'failed'].includes(fields.state)
    ? { code: 'server-error', message: 'no', charged: 'unsure' }
    : null,
  sentAt: 1500,
  ...fields,
});

export const aTombstone = (n: number, key: string | null): BackupTombstone => ({
  id: uuid(n),
  key,
  bodyHash: 'hash',
  connection: 'sandbox',
  taskId: null,
  problem: null,
});

/** A backup as its file has it. */
export const backupOf = (lists: { tasks?: BackupTask[]; tombstones?: BackupTombstone[] }) => ({
  format: 'cuesmith-backup',
  version: 2,
  exportedAt: '2026-11-22T10:00:00Z',
  tasks: [],
  batches: [],
  tombstones: [],
  ...lists,
});

export const streamOf = (value: object) => new Blob([JSON.stringify(value)]).stream();

export async function importBackup({ backup }: Pick<Tasks, 'backup'>, file: object, bringBack = false) {
  const preview = await backup.preview(streamOf(file));
  return { preview, answer: await backup.apply(preview.id, bringBack) };
}
