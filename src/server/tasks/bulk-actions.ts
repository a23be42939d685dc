import type { BulkMove, BulkResult } from '#shared/bulk.ts';
import { TAGS_MAX } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal, type Problem } from '#shared/problem.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRow } from '../db/task-row.ts';
import { inSlices } from './in-slices.ts';
import { assertFree } from './retry.ts';
import type { PageSubmit } from './submit/page-submit.ts';
import type { TaskContext } from './task-context.ts';
import type { Trash } from './trash.ts';

interface BulkParts {
  toTask: (row: TaskRow) => Task;
  trash: Trash;
  cancel: (id: string) => unknown;
  admitAgain: PageSubmit['admitAgain'];
}

/** `shows`: id of the task to show for it. */
type Outcome = { id: string; shows: string | null } | { id: string; problem: Problem };

/**
 * One thing done to many tasks, some in a transaction. What one of them refuses does not keep the others from it; asked
 * again after a crash, it does what is left.
 */
export function createBulkActions({ repository, clock }: TaskContext, parts: BulkParts) {
  const { toTask, trash, cancel, admitAgain } = parts;

  function apply(move: Exclude<BulkMove, { action: 'retry' }>, id: string): string | null {
    switch (move.action) {
      case 'delete':
        if (move.forever === true) trash.purge(id);
        else trash.remove(id);
        return null;
      case 'restore':
        trash.restore(id);
        return id;
      case 'cancel':
        cancel(id);
        return id;
      case 'favourite':
      case 'unfavourite':
        mark(repository, id, move.action === 'favourite');
        return id;
      case 'tag':
        retag(repository, id, (old) => [...new Set([...old, ...move.tags])]);
        return id;
      case 'untag':
        retag(repository, id, (old) => old.filter((tag) => !move.tags.includes(tag)));
        return id;
    }
  }

  function retry(id: string, newId: string, by: string | null): string {
    const old = repository.shown(id);
    if (old.resentAs === null) assertFree(old);
    const { row } = admitAgain(id, newId, { by });
    if (!row) throw new Refusal(410, { code: 'not-found', ...because('laterTaskGone') });
    return row.id;
  }

  const result = (outcome: Outcome): BulkResult => {
    if ('problem' in outcome) return { id: outcome.id, ok: false, problem: outcome.problem };
    const row = outcome.shows === null ? null : repository.find(outcome.shows);
    return { id: outcome.id, ok: true, task: row && toTask(row) };
  };

  return async (move: BulkMove, by: string | null = null): Promise<BulkResult[]> => {
    const results: BulkResult[] = [];
    const each = <Item>(items: readonly Item[], attemptOne: (item: Item) => Outcome) =>
      inSlices(items, clock, (slice) => {
        const outcomes = repository.transact(() => slice.map(attemptOne));
        results.push(...outcomes.map(result));
      });
    if (move.action === 'retry')
      await each(move.items, ({ id, newId }) => attempt(id, () => retry(id, newId, by)));
    else await each([...new Set(move.ids)], (id) => attempt(id, () => apply(move, id)));
    return results;
  };
}

type Repository = TaskContext['repository'];

function retag(repository: Repository, id: string, tagsOf: (old: string[]) => string[]): void {
  const { tags } = repository.shown(id);
  const next = tagsOf(tags);
  if (next.length > TAGS_MAX)
    throw new Refusal(409, { code: 'not-allowed', message: `At most ${TAGS_MAX} tags.`, field: 'tags' });
  if (next.join('\n') !== tags.join('\n')) repository.change(id, { tags: next });
}

function mark(repository: Repository, id: string, favourite: boolean): void {
  if (repository.shown(id).favourite !== favourite) repository.change(id, { favourite });
}

/** A refusal comes before anything of its task was written. */
function attempt(id: string, work: () => string | null): Outcome {
  try {
    return { id, shows: work() };
  } catch (error) {
    if (error instanceof Refusal) return { id, problem: error.problem };
    throw error;
  }
}
