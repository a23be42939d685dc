import type { TaskRepository } from '../../db/task-repository.ts';
import { emptyRow, type TaskRow } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import { DEADLINE_MS } from '../apply-record.ts';
import type { Archive } from './archive.ts';
import type { Backup, BackupTask } from './backup-format.ts';
import { isFurther, mergeTakes, mergeWords, sameWords } from './merge-tasks.ts';

export type Verdict = 'new' | 'same' | 'file' | 'here' | 'gone';

/** A copy that came along and is missing here. */
export interface Restore {
  /** In the archive. */
  source: string;
  target: string;
  audioId: string;
  bytes: number;
}

type Row = Omit<TaskRow, 'seq'>;

export interface Step {
  file: BackupTask;
  here: TaskRow | null;
  verdict: Verdict;
  /** What the row will be; null when it stays. */
  next: Row | null;
  restores: Restore[];
}

export interface PlanOptions {
  store: TaskRepository;
  clock: Clock;
  /** The one that is followed now; deadlines of others stand still. */
  upstream: string;
  archive: Archive;
  /** Tasks deleted here for good come back. */
  bringBack: boolean;
}

/** Works out what becomes of each task of a backup, each when it is asked for: what was written of those before it counts. */
export function* planImport(backup: Backup, options: PlanOptions): Generator<Step> {
  const { store, clock, upstream, archive, bringBack } = options;
  const now = clock.now();

  const told = (file: BackupTask) => ({
    state: file.state,
    taskId: file.taskId,
    stage: file.stage,
    problem: file.problem,
    sentAt: file.sentAt,
    bytes: file.bytes,
    creditsBefore: file.creditsBefore,
    creditsAfter: file.creditsAfter,
    offeredTaskId: file.offeredTaskId,
    heard: file.heard,
    notUnderstood: file.notUnderstood,
    endedAt: file.endedAt,
    deadlineAt: file.state === 'rendering' && file.upstream === upstream ? now + DEADLINE_MS : null,
    deadlineLeftMs: file.state === 'rendering' && file.upstream !== upstream ? DEADLINE_MS : null,
  });

  const isKeyTaken = (key: string) =>
    store.findByKey(key) !== null || (!bringBack && store.findTombstone(key, key) !== null);

  function newEntry(file: BackupTask): Row {
    const takes = mergeTakes(file.takes, [], true, now);
    return {
      ...emptyRow,
      ...told(file),
      id: file.id,
      rev: file.rev,
      upstream: file.upstream,
      door: file.door,
      bodyHash: file.bodyHash,
      createdAt: file.createdAt,
      updatedAt: file.updatedAt,
      request: file.request,
      resentFrom: file.resentFrom,
      tracked: file.tracked,
      title: file.title,
      notes: file.notes,
      tags: file.tags,
      favourite: file.favourite,
      batch: file.batch,
      takes,
      // A key answers for one task only; the one that has it here keeps it.
      key: file.key === null || isKeyTaken(file.key) ? null : file.key,
      unkept: takes.some(({ nextTryAt }) => nextTryAt !== null),
    };
  }

  function merged(file: BackupTask, here: TaskRow, fileWins: boolean): Row {
    const takes = mergeTakes(file.takes, here.takes, fileWins, now);
    return {
      ...here,
      ...(fileWins ? told(file) : {}),
      ...mergeWords(file, here),
      rev: fileWins ? Math.max(file.rev, here.rev) : here.rev,
      deletedAt: bringBack ? null : here.deletedAt,
      takes,
      unkept: takes.some(({ nextTryAt }) => nextTryAt !== null),
    };
  }

  function restoresOf(file: BackupTask, next: Row): Restore[] {
    return next.takes.flatMap(({ n, audioId, file: copy }) => {
      const source = file.takes.find((take) => take.audioId === audioId)?.file ?? null;
      const bytes = source === null || copy !== null ? null : archive.size(source);
      if (source === null || bytes === null) return [];
      const extension = source.slice(source.lastIndexOf('.') + 1).toLowerCase();
      return [{ source, target: `takes/${next.id}/${n}.${extension}`, audioId, bytes }];
    });
  }

  function stepOf(file: BackupTask): Step {
    const known = store.find(file.id);
    const byTaskId = file.taskId === null ? null : store.findByTaskId(file.taskId, file.upstream);
    const here = known ?? byTaskId;
    if (!here) {
      if (!bringBack && store.findTombstone(file.id, file.id))
        return { file, here, verdict: 'gone', next: null, restores: [] };
      const next = newEntry(file);
      return { file, here, verdict: 'new', next, restores: restoresOf(file, next) };
    }
    const fileWins = isFurther(file, here);
    const next = merged(file, here, fileWins);
    const stays = JSON.stringify(next) === JSON.stringify(here);
    const differs = file.state !== here.state || !sameWords(file, here);
    const isChanged = fileWins || !sameWords(next, here);
    const verdict = isChanged ? 'file' : differs ? 'here' : 'same';
    return { file, here, verdict, next: stays ? null : next, restores: restoresOf(file, next) };
  }

  for (const file of backup.tasks) yield stepOf(file);
}
