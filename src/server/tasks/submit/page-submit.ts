import type { BatchRef } from '#shared/batch.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import type { GoneTask, SubmitItem } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRow } from '../../db/task-row.ts';
import { waitAtMost } from '../../platform/pause.ts';
import { requestAgain } from '../retry.ts';
import type { TaskContext } from '../task-context.ts';
import type { SenderOptions, SubmitOptions } from '../tasks.ts';
import { assertNotSentLately } from './ask-first.ts';
import type { Admitted, Journal } from './journal.ts';
import type { Outcomes } from './outcomes.ts';

/** How long a page's request waits for outcomes before it is answered with what there is. */
const PAGE_WAIT_MS = 2000;

interface PageSubmitParts {
  journal: Journal;
  outcomes: Outcomes;
  toTask: (row: TaskRow) => Task;
  openBatch: (batch: BatchRef) => string;
}

/** Where a task comes from. */
interface Origin {
  from?: string;
  batch: string | null;
  by: string | null;
}

export type PageSubmit = ReturnType<typeof createPageSubmit>;

/** What the page sends: several tasks at once, each with an id that is its idempotency key too. */
export function createPageSubmit(context: TaskContext, parts: PageSubmitParts) {
  const { repository, connections } = context;
  const { journal, openBatch } = parts;

  function admitItem(item: SubmitItem, origin: Origin): Admitted {
    const { id, request } = item;
    const connection = connections.pick(item.connection).context.id;
    return journal.admit({ id, key: id, source: 'page', request, connection, ...origin });
  }

  function admitAgain(id: string, newId: string, { connection, by = null }: SenderOptions = {}): Admitted {
    const old = repository.shown(id);
    if (old.resentAs !== null) return admittedBefore(context, old.resentAs);
    const target = connection ?? connections.of(old).context.id;
    const item = { id: newId, request: requestAgain(old), connection: target };
    return admitItem(item, { from: old.id, batch: old.batch, by });
  }

  return {
    admitItem,

    /** @throws Refusal 409 sent-already, with nothing written */
    async submit(
      items: SubmitItem[],
      { batch, ask = false, by = null }: SubmitOptions = {},
    ): Promise<(Task | GoneTask)[]> {
      const admitted = journal.write(() => {
        if (ask) assertNotSentLately(context, items);
        const origin = { batch: batch ? openBatch(batch) : null, by };
        return items.map((item, i) => ({
          id: item.id,
          admitted: naming(i, () => {
            assertModel(context, item);
            return admitItem(item, origin);
          }),
        }));
      });
      return outcomesOf(context, parts, admitted);
    },

    /** Sends a task again as a new one; a second time it answers the one that was made the first time. */
    async resend(id: string, newId: string, options: SenderOptions = {}): Promise<Task> {
      const admitted = journal.write(() => admitAgain(id, newId, options));
      const [task] = await outcomesOf(context, parts, [{ id: newId, admitted }]);
      if (!task || 'gone' in task) throw new Refusal(410, { code: 'not-found', ...because('taskDeleted') });
      return task;
    },

    admitAgain,
  };
}

/** Says which item of the list was refused. */
function naming<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const field = `tasks.${index}.${error.problem.field ?? 'id'}`;
    throw new Refusal(error.status, { ...error.problem, field }, error);
  }
}

/** @throws Refusal 400 for a model that its connection does not list */
function assertModel({ connections }: TaskContext, { request: { model }, connection }: SubmitItem): void {
  const { models } = connections.pick(connection).context.row();
  if (models.includes(model)) return;
  const message = `The model must be one of: ${models.join(', ')}.`;
  throw new Refusal(400, { code: 'invalid-request', message, field: 'request.model' });
}

/** What a task was sent again as. A partial backup has the one without the other; it was sent again all the same. */
function admittedBefore({ repository, tombstones }: TaskContext, id: string): Admitted {
  const row = repository.find(id);
  if (row) return { row, tombstone: null };
  const tombstone = tombstones.find(id, id);
  if (!tombstone) throw new Refusal(410, { code: 'not-found', ...because('laterTaskGone') });
  return { row, tombstone };
}

/** As soon as every outcome is known, or what there is after 2 s. */
async function outcomesOf(
  { repository, tombstones, clock }: TaskContext,
  { outcomes, toTask }: PageSubmitParts,
  items: { id: string; admitted: Admitted }[],
): Promise<(Task | GoneTask)[]> {
  const open = items.flatMap(({ admitted }) => (admitted.row ? [outcomes.of(admitted.row.id)] : []));
  await waitAtMost(clock, PAGE_WAIT_MS, Promise.all(open));
  return items.map(({ id, admitted }) => {
    const row = admitted.row && repository.find(admitted.row.id);
    if (row && row.deletedAt === null) return toTask(row);
    return { id, gone: true, taskId: row?.taskId ?? tombstones.find(id, id)?.taskId ?? null };
  });
}
