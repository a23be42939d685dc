import { isTaskId } from '#shared/ids.ts';
import { Refusal } from '#shared/problem.ts';

import { emptyRow, type TaskRow } from '../db/task-row.ts';
import type { RecordFacts } from '../vendor/vendor.ts';
import { applyRecord, DEADLINE_MS, samePrompt } from './apply-record.ts';
import { hideSecrets } from './passthrough.ts';
import type { Poller } from './poller.ts';
import type { TaskContext } from './task-context.ts';

/** Gives a task its taskId: by the person's hand, by a callback, or for a task made elsewhere. */
export function createTaskIdLinker(context: TaskContext, poller: Poller) {
  const { repository, vendor, clock } = context;

  /** @throws Refusal 404 not-found, 424 unreachable */
  async function readRecord(taskId: string): Promise<RecordFacts> {
    const outcome = await vendor.readRecord(taskId);
    if (outcome.kind === 'found') return outcome.record;
    if (outcome.kind === 'not-found') {
      throw new Refusal(404, {
        ...outcome.problem,
        code: 'not-found',
        message: 'The vendor knows no task with that taskId.',
        field: 'taskId',
      });
    }
    throw new Refusal(424, { ...outcome.problem, charged: 'no' });
  }

  function assertFree(id: string | null, taskId: string): void {
    const owner = repository.findByTaskId(taskId, vendor.id);
    if (!owner || owner.id === id) return;
    throw new Refusal(409, {
      code: 'not-allowed',
      message: 'Another task already has that taskId.',
      field: 'taskId',
    });
  }

  function assertClaimable(row: TaskRow): void {
    if (row.state !== 'unknown' && row.state !== 'dismissed') {
      throw new Refusal(409, {
        code: 'not-allowed',
        message: `A task that is ${row.state} cannot be given a taskId.`,
      });
    }
    if (row.upstream !== vendor.id) {
      throw new Refusal(409, {
        code: 'not-allowed',
        message: `This task was made for ${row.upstream}, which is not in use now.`,
      });
    }
  }

  function adopt(id: string, record: RecordFacts): TaskRow {
    return repository.transact(() => {
      const now = clock.now();
      const row = repository.move(id, 'rendering', {
        taskId: record.taskId,
        stage: 'PENDING',
        problem: null,
        deadlineAt: now + DEADLINE_MS,
        endedAt: null,
      });
      const told = applyRecord(row, record, { now });
      return told ? repository.move(id, told.state, told.change) : row;
    });
  }

  return {
    async claim(id: string, taskId: string, force: boolean): Promise<TaskRow> {
      assertClaimable(repository.shown(id));
      assertFree(id, taskId);
      const record = await readRecord(taskId);
      const row = repository.shown(id);
      assertClaimable(row);
      assertFree(id, taskId);
      if (!force && !samePrompt(record.request, row.request)) {
        const prompt = record.request.prompt;
        throw new Refusal(409, {
          code: 'invalid-request',
          message:
            prompt === null
              ? 'The vendor does not say which prompt that taskId belongs to.'
              : `That taskId belongs to another prompt: “${prompt}”.`,
          field: 'taskId',
        });
      }
      return adopt(id, { ...record, taskId });
    },

    async track(taskId: string): Promise<TaskRow> {
      const known = () => {
        const row = repository.findByTaskId(taskId, vendor.id);
        return row && row.deletedAt !== null ? repository.change(row.id, { deletedAt: null }) : row;
      };
      const already = known();
      if (already) return already;
      const record = await readRecord(taskId);
      return repository.transact(() => {
        const meanwhile = known();
        if (meanwhile) return meanwhile;
        const now = clock.now();
        const row = repository.insert({
          ...emptyRow,
          id: crypto.randomUUID(),
          source: 'tracked',
          bodyHash: '',
          request: hideSecrets(record.request),
          state: 'rendering',
          upstream: vendor.id,
          taskId,
          stage: 'PENDING',
          tracked: true,
          deadlineAt: now + DEADLINE_MS,
        });
        const told = applyRecord(row, { ...record, taskId }, { now });
        return told ? repository.move(row.id, told.state, told.change) : row;
      });
    },

    /** A callback came with this secret and this body; nothing of it is believed but that something happened. */
    onCallback(secret: string, body: unknown): void {
      const row = repository.findBySecret(secret);
      if (!row) return;
      const taskId = callbackTaskId(body);
      if (row.taskId !== null) poller.hurry(row.id);
      else if (taskId !== null) linkByCallback(row, taskId).catch(context.report);
    },
  };

  /** For a task whose answer never came: believed only when the record agrees on the prompt. */
  async function linkByCallback(row: TaskRow, taskId: string): Promise<void> {
    if (row.upstream !== vendor.id) return;
    if (row.state === 'sending') {
      repository.change(row.id, { offeredTaskId: taskId });
      return;
    }
    if (row.state !== 'unknown' && row.state !== 'dismissed') return;
    const owner = repository.findByTaskId(taskId, vendor.id);
    if (owner && owner.id !== row.id) return;
    const outcome = await vendor.readRecord(taskId);
    const now = repository.find(row.id);
    if (outcome.kind !== 'found' || !now || (now.state !== 'unknown' && now.state !== 'dismissed')) return;
    if (samePrompt(outcome.record.request, now.request)) adopt(row.id, { ...outcome.record, taskId });
  }
}

/** The taskId a callback's body names, in either casing; null when it names none. */
export function callbackTaskId(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('data' in body)) return null;
  const { data } = body;
  if (typeof data !== 'object' || data === null) return null;
  const taskId = 'task_id' in data ? data.task_id : 'taskId' in data ? data.taskId : null;
  return typeof taskId === 'string' && isTaskId(taskId) ? taskId : null;
}
