import type { BulkMove, BulkResult } from '#shared/bulk.ts';
import { TAGS_MAX } from '#shared/limits.ts';
import { Refusal, type Problem } from '#shared/problem.ts';
import type { SubmitItem } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRepository } from '../db/task-repository.ts';
import type { TaskRow } from '../db/task-row.ts';
import { assertFree, requestAgain } from './retry.ts';

export interface BulkParts {
  store: TaskRepository;
  toTask: (entry: TaskRow) => Task;
  remove: (id: string) => unknown;
  restore: (id: string) => unknown;
  cancel: (id: string) => unknown;
  journal: (item: SubmitItem, origin: { from: string; batch: string | null }) => void;
}

type Outcome = { id: string; shows: string | null } | { id: string; problem: Problem };

/** One thing done to many tasks in one transaction. What one of them refuses does not keep the others from it. */
export function createBulkActions({ store, toTask, remove, restore, cancel, journal }: BulkParts) {
  const retag = (id: string, tagsOf: (old: string[]) => string[]) => {
    const { tags } = store.shown(id);
    const next = tagsOf(tags);
    if (next.length > TAGS_MAX)
      throw new Refusal(409, { code: 'not-allowed', message: `At most ${TAGS_MAX} tags.`, field: 'tags' });
    if (next.join('\n') !== tags.join('\n')) store.change(id, { tags: next });
  };
  const mark = (id: string, favourite: boolean) => {
    if (store.shown(id).favourite !== favourite) store.change(id, { favourite });
  };

  /** @returns id of the task to show for it */
  function apply(move: Exclude<BulkMove, { action: 'retry' }>, id: string): string | null {
    switch (move.action) {
      case 'delete':
        remove(id);
        return null;
      case 'restore':
        restore(id);
        return id;
      case 'cancel':
        store.shown(id);
        cancel(id);
        return id;
      case 'favourite':
      case 'unfavourite':
        mark(id, move.action === 'favourite');
        return id;
      case 'tag':
        retag(id, (old) => [...new Set([...old, ...move.tags])]);
        return id;
      case 'untag':
        retag(id, (old) => old.filter((tag) => !move.tags.includes(tag)));
        return id;
    }
  }

  function retry(id: string, newId: string): string {
    const old = store.shown(id);
    const request = requestAgain(old);
    assertFree(old);
    journal({ id: newId, request }, { from: id, batch: old.batch });
    return newId;
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

  return (move: BulkMove): BulkResult[] => {
    const outcomes = store.transact(() =>
      move.action === 'retry'
        ? move.items.map(({ id, newId }) => attempt(id, () => retry(id, newId)))
        : [...new Set(move.ids)].map((id) => attempt(id, () => apply(move, id))),
    );
    return outcomes.map((outcome) => {
      if ('problem' in outcome) return { id: outcome.id, ok: false, problem: outcome.problem };
      const entry = outcome.shows === null ? null : store.find(outcome.shows);
      return { id: outcome.id, ok: true, task: entry && toTask(entry) };
    });
  };
}
