import type { TaskRepository } from '../../db/task-repository.ts';
import { emptyRow, type TaskRow } from '../../db/task-row.ts';
import type { TombstoneRepository } from '../../db/tombstone-repository.ts';
import { DEADLINE_MS } from '../polling/apply-record.ts';
import type { Archive } from './archive.ts';
import type { BackupTask } from './backup-format.ts';
import { isFurther, mergeTakes, mergeWords, sameWords } from './merge-tasks.ts';

export type Verdict = 'new' | 'same' | 'file' | 'here' | 'gone';

/** A copy of a take that came along and is missing here. */
export interface Restore {
  /** id of the task in the file. */
  id: string;
  /** In the archive. */
  source: string;
  target: string;
  audioId: string;
  bytes: number;
}

type Row = Omit<TaskRow, 'seq'>;

/** What becomes of one task of a backup. */
export interface ImportStep {
  file: BackupTask;
  here: TaskRow | null;
  verdict: Verdict;
  /** What the row will be; null when it stays. */
  next: Row | null;
  restores: Restore[];
}

export interface PlanOptions {
  repository: TaskRepository;
  tombstones: TombstoneRepository;
  now: number;
  /** Whether its tasks are followed now; deadlines of others stand still. */
  isOpen: (connection: string) => boolean;
  archive: Pick<Archive, 'size'>;
  /** Tasks deleted here for good come back. */
  bringBack: boolean;
  /** Tasks that the file has as their own are not merged into one because they share a taskId. */
  ids: ReadonlySet<string>;
}

/** What the vendor told of it. */
const toldOf = (file: BackupTask, { now, isOpen }: PlanOptions) => {
  const isFollowed = isOpen(file.connection);
  const isRendering = file.state === 'rendering';
  return {
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
    deadlineAt: isRendering && isFollowed ? now + DEADLINE_MS : null,
    deadlineLeftMs: isRendering && !isFollowed ? DEADLINE_MS : null,
  };
};

/** A key answers for one task only; the one that has it here keeps it. */
function freeKey({ id, key }: BackupTask, { repository, tombstones, bringBack }: PlanOptions): string | null {
  if (key === null || repository.findByKey(key) !== null) return null;
  const tombstone = tombstones.find(key, key);
  const isFree = tombstone === null || (bringBack && tombstone.id === id);
  return isFree ? key : null;
}

const isAskedFor = (file: BackupTask, { isOpen }: PlanOptions): boolean =>
  file.taskId !== null && isOpen(file.connection);

function createTaskRow(file: BackupTask, options: PlanOptions): Row {
  const { door, ...told } = file;
  const takes = mergeTakes(file.takes, [], true, options.now, isAskedFor(file, options));
  return {
    ...emptyRow,
    ...told,
    ...toldOf(file, options),
    source: door,
    takes,
    key: freeKey(file, options),
  };
}

function mergedRow(file: BackupTask, here: TaskRow, fileWins: boolean, options: PlanOptions): Row {
  const takes = mergeTakes(file.takes, here.takes, fileWins, options.now, isAskedFor(file, options));
  return {
    ...here,
    ...(fileWins ? { ...toldOf(file, options), taskId: file.taskId ?? here.taskId } : {}),
    ...mergeWords(file, here),
    resentAs: here.resentAs ?? file.resentAs,
    rev: fileWins ? Math.max(file.rev, here.rev) : here.rev,
    deletedAt: options.bringBack ? null : here.deletedAt,
    takes,
  };
}

function restoresOf(file: BackupTask, next: Row, { archive }: PlanOptions): Restore[] {
  return next.takes.flatMap(({ n, audioId, file: copy }) => {
    const source = file.takes.find((take) => take.audioId === audioId)?.file ?? null;
    const bytes = source === null || copy !== null ? null : archive.size(source);
    if (source === null || bytes === null) return [];
    const extension = source.slice(source.lastIndexOf('.') + 1).toLowerCase();
    return [{ id: file.id, source, target: `takes/${next.id}/${n}.${extension}`, audioId, bytes }];
  });
}

/** Works out what becomes of a task by what is here at this moment. */
export function planTask(file: BackupTask, options: PlanOptions): ImportStep {
  const { repository, tombstones, bringBack, ids } = options;
  const byTaskId = file.taskId === null ? null : repository.findByTaskId(file.taskId, file.connection);
  const here = repository.find(file.id) ?? (byTaskId !== null && ids.has(byTaskId.id) ? null : byTaskId);
  if (!here) {
    const tombstone = tombstones.find(file.id, file.id);
    // What was accepted after the backup was made does not come back without its taskId.
    const knowsMore = tombstone !== null && tombstone.taskId !== null && tombstone.taskId !== file.taskId;
    if (tombstone && (!bringBack || knowsMore))
      return { file, here, verdict: 'gone', next: null, restores: [] };
    const next = createTaskRow(file, options);
    return { file, here, verdict: 'new', next, restores: restoresOf(file, next, options) };
  }
  const fileWins = isFurther(file, here);
  const next = mergedRow(file, here, fileWins, options);
  const stays = JSON.stringify(next) === JSON.stringify(here);
  const differs = file.state !== here.state || !sameWords(file, here);
  const isChanged = fileWins || !sameWords(next, here);
  const verdict = isChanged ? 'file' : differs ? 'here' : 'same';
  return { file, here, verdict, next: stays ? null : next, restores: restoresOf(file, next, options) };
}
