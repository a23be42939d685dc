import type { TaskPatch } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRow } from '../db/task-row.ts';
import { isTimedOut, type Poller } from './polling/poller.ts';
import type { TaskContext } from './task-context.ts';

/** What a person does with one task. */
export function createSingleActions(context: TaskContext, poller: Poller, toTask: (row: TaskRow) => Task) {
  const { repository, vendor, clock } = context;

  function cancel(id: string): Task {
    repository.shown(id);
    return toTask(repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null }));
  }

  return {
    get: (id: string): Task => toTask(repository.shown(id)),
    patch(id: string, { title, notes, tags, favourite }: TaskPatch): Task {
      const row = repository.shown(id);
      return toTask(
        repository.change(id, {
          title: title ?? row.title,
          notes: notes ?? row.notes,
          tags: tags ?? row.tags,
          favourite: favourite ?? row.favourite,
        }),
      );
    },
    cancel,
    dismiss(id: string): Task {
      repository.shown(id);
      return toTask(repository.move(id, 'dismissed'));
    },
    async check(id: string): Promise<Task> {
      const row = repository.shown(id);
      const isOpen = row.state === 'rendering' || isTimedOut(row);
      if (row.upstream === vendor.id && isOpen) await poller.check(id);
      return toTask(repository.shown(id));
    },
  };
}
