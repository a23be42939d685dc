import { TAGS_MAX } from '#shared/limits.ts';
import { becauseOf, sayNotKept } from '#shared/messages/not-kept.ts';
import { STAGES, type TaskState } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../../db/task-row.ts';
import type { BackupTake, BackupTask } from './backup-format.ts';

/** How far a task has come: what was sent is further than what was not, what was told further than what was not. */
const RANK: Record<TaskState, number> = {
  held: 0,
  cancelled: 0,
  sending: 1,
  unknown: 2,
  dismissed: 2,
  refused: 3,
  rendering: 4,
  failed: 5,
  ready: 6,
};

const stageOf = ({ stage }: { stage: TaskRow['stage'] }): number =>
  stage === null ? -1 : STAGES.indexOf(stage);

/** What is on the wire here is never touched. Of equals, the one changed more often is the later one. */
export function isFurther(file: BackupTask, here: TaskRow): boolean {
  if (here.state === 'sending') return false;
  // Linked to two taskIds in two places: the one that is here is not lost.
  if (file.taskId !== null && here.taskId !== null && file.taskId !== here.taskId) return false;
  // Of two versions the one that knows its taskId.
  if ((file.taskId === null) !== (here.taskId === null)) return file.taskId !== null;
  const ahead = RANK[file.state] - RANK[here.state];
  if (ahead !== 0) return ahead > 0;
  if (file.state !== here.state) return file.rev > here.rev;
  return file.state === 'rendering' && stageOf(file) > stageOf(here);
}

type Words = Pick<TaskRow, 'title' | 'notes' | 'tags' | 'favourite'>;

export const sameWords = (a: Words, b: Words): boolean =>
  a.title === b.title &&
  a.notes === b.notes &&
  a.favourite === b.favourite &&
  [...a.tags].sort().join('\n') === [...b.tags].sort().join('\n');

/** What a person wrote here stays. An older backup adds nothing: what it has and we have not was taken away here. */
export function mergeWords(file: BackupTask, here: TaskRow): Words {
  const { title, notes, tags, favourite } = here;
  if (file.rev <= here.rev) return { title, notes, tags, favourite };
  return {
    title: title || file.title,
    notes: notes || file.notes,
    tags: [...new Set([...tags, ...file.tags])].slice(0, TAGS_MAX),
    favourite: favourite || file.favourite,
  };
}

function toStored(take: BackupTake, now: number, isFollowed: boolean): StoredTake {
  const canBeFetched = take.url !== null && (take.expiresAt === null || take.expiresAt > now);
  const isLinkless = take.url === null && take.streamUrl === null;
  // The record may have a link that the backup has not.
  const isAskedFor = isLinkless && isFollowed;
  const why = canBeFetched ? null : becauseOf(isLinkless ? 'noLink' : 'backupWithout');
  return {
    ...take,
    file: null,
    contentType: null,
    size: null,
    keepProblem: why && sayNotKept(why),
    ...(why && { keepReason: why }),
    tries: 0,
    nextTryAt: canBeFetched || isAskedFor ? now : null,
  };
}

/**
 * The takes of both; a copy that is here stays. A number once given is not given again.
 * @param isFollowed their vendor can be asked for what the backup has not
 */
export function mergeTakes(
  file: BackupTake[],
  here: StoredTake[],
  fileWins: boolean,
  now: number,
  isFollowed = false,
): StoredTake[] {
  const theirs = file.map((take) => toStored(take, now, isFollowed));
  const [first, second] = fileWins ? [theirs, here] : [here, theirs];
  const takes = first.map((take): StoredTake => {
    const ours = here.find(({ audioId }) => audioId === take.audioId);
    const merged = { ...take, verdict: ours?.verdict ?? take.verdict, ...editsOf(ours, take) };
    return ours?.file == null ? merged : { ...merged, ...copyOf(ours) };
  });
  for (const take of second) {
    if (!takes.some(({ n, audioId }) => n === take.n || audioId === take.audioId)) takes.push(take);
  }
  return takes.sort((a, b) => a.n - b.n);
}

/** Edits that were made here stay, also when all of them were removed again. */
function editsOf(ours: StoredTake | undefined, take: StoredTake): Pick<StoredTake, 'edits'> {
  const edits = ours?.edits ?? take.edits;
  return edits === undefined ? {} : { edits };
}

const copyOf = ({ file, contentType, size, heard }: StoredTake) => ({
  file,
  contentType,
  size,
  ...(heard && { heard }),
  keepProblem: null,
  nextTryAt: null,
});
