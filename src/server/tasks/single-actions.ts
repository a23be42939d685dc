import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import type { Heard } from '#shared/take/take-heard.ts';
import type { TaskPatch } from '#shared/task-requests.ts';
import { takeLetter, type Task, type Verdict } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../db/task-row.ts';
import { problem } from '../vendor/vendor-problems.ts';
import { claimTaskId } from './link-task-id.ts';
import { isTimedOut } from './polling/late-reader.ts';
import type { TaskContext } from './task-context.ts';

/** What a person does with one task. */
export function createSingleActions(context: TaskContext, toTask: (row: TaskRow) => Task) {
  const { repository, connections, clock } = context;

  function cancel(id: string): Task {
    repository.shown(id);
    return toTask(repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null }));
  }

  function changeTake(id: string, n: number, change: Partial<StoredTake>): Task {
    const { takes } = repository.shown(id);
    if (!takes.some((take) => take.n === n))
      throw new Refusal(404, { code: 'not-found', ...because('noTake', takeLetter(n)) });
    const next = takes.map((take) => (take.n === n ? { ...take, ...change } : take));
    return toTask(repository.change(id, { takes: next }));
  }

  return {
    /** By our own id, else by its taskId. */
    get(id: string): Task {
      const other = repository.find(id) ? null : repository.shownByTaskId(id);
      return toTask(other ?? repository.shown(id));
    },
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
    /** Of a task that renders: stop following. Its taskId and what came of it stay. */
    dismiss(id: string): Task {
      const { state, sentAt, createdAt } = repository.shown(id);
      const change =
        state === 'rendering'
          ? { problem: problem('not-followed', 'yes'), sentAt: sentAt ?? createdAt, endedAt: clock.now() }
          : {};
      return toTask(repository.move(id, 'dismissed', change));
    },
    /** Asks the vendor now. A task that was dismissed is followed again. */
    async check(id: string): Promise<Task> {
      const row = repository.shown(id);
      const { state, taskId } = row;
      const connection = connections.find(row.connection);
      if (connection && (state === 'rendering' || isTimedOut(row))) await connection.poller.check(id);
      if (connection && state === 'dismissed' && taskId !== null)
        await claimTaskId(connection.context, id, taskId, true);
      return toTask(repository.shown(id));
    },
    setVerdict: (id: string, n: number, verdict: Verdict | null): Task => changeTake(id, n, { verdict }),
    /** Of the sound itself, not of the task: it is nothing that happened to it. */
    setHeard: (id: string, n: number, heard: Heard): Task => changeTake(id, n, { heard }),
    setEdits: (id: string, n: number, edits: TakeEdit[]): Task => changeTake(id, n, { edits }),
  };
}
