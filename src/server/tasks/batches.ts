import type { Batch, BatchPage, BatchQuery, BatchRef } from '#shared/batch.ts';
import { toUuid } from '#shared/ids.ts';
import { PAGE_DEFAULT } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { BatchRow } from '../db/batch-repository.ts';
import { noStates } from '../db/task-list.ts';
import type { TaskRow } from '../db/task-row.ts';
import { inSlices } from './in-slices.ts';
import type { TaskContext } from './task-context.ts';

/** A batch in the middle of its work is told about this often. */
const TOLD_EVERY_MS = 1000;

export type Batches = ReturnType<typeof createBatches>;

/** Tasks sent as one: how far they are, and holding back those that were not sent yet. */
export function createBatches(context: TaskContext) {
  const { repository, batchRows, connections, clock } = context;
  /** Names never change, so they are read once. */
  const names = new Map<string, string>();

  const rowOf = (id: string) => batchOf(context, id);
  const toBatch = (row: BatchRow) => viewBatch(context, row);
  const get = (id: string): Batch => toBatch(rowOf(id));
  const stopTelling = tellProgress(context, get);

  function setPaused(id: string, isPaused: boolean): Batch {
    const row = rowOf(id);
    if (row.isPaused !== isPaused) {
      batchRows.setPaused(row.id, isPaused);
      connections.planAnew();
      // Each says anew when it leaves: not by itself, or at the current pace.
      eachHeld(context, row.id, (task) => void repository.change(task.id, {})).catch(context.report);
    }
    return get(row.id);
  }

  return {
    nameOf(id: string): string {
      const name = names.get(id) ?? batchRows.find(id)?.name ?? '';
      names.set(id, name);
      return name;
    },
    /** Call it in the transaction that journals its tasks. The first name stays. */
    open({ id, name }: BatchRef, createdAt = clock.now(), isPaused = false): string {
      batchRows.add(id, name, createdAt, isPaused);
      return id;
    },
    get,
    list({ cursor, limit = PAGE_DEFAULT }: BatchQuery): BatchPage {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
      const rows = batchRows.before(before, limit + 1);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { batches: rows.slice(0, limit).map(toBatch), next: last ? String(last.seq) : null };
    },
    pause: (id: string) => setPaused(id, true),
    resume: (id: string) => setPaused(id, false),
    async cancelUnsent(id: string): Promise<Batch> {
      const row = rowOf(id);
      // None of them leaves between two slices.
      batchRows.setPaused(row.id, true);
      try {
        await eachHeld(context, row.id, (task) => {
          repository.move(task.id, 'cancelled', { endedAt: clock.now(), problem: null });
        });
      } finally {
        batchRows.setPaused(row.id, row.isPaused);
      }
      return get(row.id);
    },
    close: stopTelling,
  };
}

/** @throws Refusal 404 */
function batchOf({ batchRows }: TaskContext, id: string): BatchRow {
  const row = batchRows.find(toUuid(id) ?? id);
  if (!row) throw new Refusal(404, { code: 'not-found', ...because('batchUnknown') });
  return row;
}

/** Changes each of its held tasks. @returns resolves when all are done; the first ones are done at once */
const eachHeld = (
  { queue, clock, repository }: TaskContext,
  batch: string,
  change: (row: TaskRow) => void,
): Promise<void> =>
  inSlices(queue.ofBatch(batch), clock, (slice) =>
    repository.transact(() => {
      for (const { id } of slice) {
        const now = repository.find(id);
        if (now?.state === 'held') change(now);
      }
    }),
  );

/** A batch as it is told. */
function viewBatch(
  { batchRows, queue, connections }: TaskContext,
  { id, name, createdAt, isPaused }: BatchRow,
): Batch {
  const counts = noStates();
  for (const { state, n } of batchRows.countStates(id)) counts[state] = n;
  const waiting = counts.held === 0 ? [] : queue.ofBatch(id);
  const lastAt = waiting.reduce((last, task) => Math.max(last, connections.placeOf(task).sendAt ?? 0), 0);
  return {
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    paused: isPaused,
    total: Object.values(counts).reduce((sum, n) => sum + n, 0),
    counts,
    lastSendAt: lastAt === 0 ? null : new Date(lastAt).toISOString(),
  };
}

/** Tells the streams of a batch's progress, at most once a second. @returns ends it */
function tellProgress({ events, repository, clock }: TaskContext, get: (id: string) => Batch): () => void {
  const untold = new Set<string>();
  let callOff: (() => void) | null = null;

  function tell(): void {
    callOff = null;
    const ids = [...untold];
    untold.clear();
    for (const id of ids) events.push({ id: repository.lastEvent(), event: 'batch', data: get(id) });
  }

  const unwatch = events.watch(({ batch }) => {
    if (batch === null) return;
    untold.add(batch);
    callOff ??= clock.after(TOLD_EVERY_MS, tell);
  });
  return () => {
    unwatch();
    callOff?.();
  };
}
