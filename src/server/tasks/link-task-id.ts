import { Refusal } from '#shared/problem.ts';

import { emptyRow, type TaskRow } from '../db/task-row.ts';
import type { RecordFacts } from '../vendor/vendor.ts';
import { applyRecord, DEADLINE_MS, samePrompt } from './apply-record.ts';
import { hideSecrets } from './passthrough.ts';
import type { Context } from './task-context.ts';

/** Putting a taskId on a task: by the person's hand, by a callback, or for a task made elsewhere. */
export function createTaskIdLinker(context: Context) {
  const { store, upstream, clock } = context;

  /** @throws Refusal 404 not-found, 424 unreachable */
  async function readRecord(taskId: string): Promise<RecordFacts> {
    const outcome = await upstream.readRecord(taskId);
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
    const owner = store.findByTaskId(taskId, upstream.id);
    if (!owner || owner.id === id) return;
    throw new Refusal(409, {
      code: 'not-allowed',
      message: 'Another task already has that taskId.',
      field: 'taskId',
    });
  }

  function assertClaimable(entry: TaskRow): void {
    if (entry.state !== 'unknown' && entry.state !== 'dismissed') {
      throw new Refusal(409, {
        code: 'not-allowed',
        message: `A task that is ${entry.state} cannot be given a taskId.`,
      });
    }
    if (entry.upstream !== upstream.id) {
      throw new Refusal(409, {
        code: 'not-allowed',
        message: `This task was made for ${entry.upstream}, which is not in use now.`,
      });
    }
  }

  function adopt(id: string, record: RecordFacts): TaskRow {
    return store.transact(() => {
      const now = clock.now();
      const entry = store.move(id, 'rendering', {
        taskId: record.taskId,
        stage: 'PENDING',
        problem: null,
        deadlineAt: now + DEADLINE_MS,
        endedAt: null,
      });
      const told = applyRecord(entry, record, now, { reopen: false });
      return told ? store.move(id, told.state, told.change) : entry;
    });
  }

  return {
    async claim(id: string, taskId: string, force: boolean): Promise<TaskRow> {
      assertClaimable(store.shown(id));
      assertFree(id, taskId);
      const record = await readRecord(taskId);
      const entry = store.shown(id);
      assertClaimable(entry);
      assertFree(id, taskId);
      if (!force && !samePrompt(record.request, entry.request)) {
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
        const entry = store.findByTaskId(taskId, upstream.id);
        return entry && entry.deletedAt !== null ? store.change(entry.id, { deletedAt: null }) : entry;
      };
      const already = known();
      if (already) return already;
      const record = await readRecord(taskId);
      return store.transact(() => {
        const meanwhile = known();
        if (meanwhile) return meanwhile;
        const now = clock.now();
        const entry = store.insert({
          ...emptyRow,
          id: crypto.randomUUID(),
          door: 'tracked',
          bodyHash: '',
          request: hideSecrets(record.request),
          state: 'rendering',
          upstream: upstream.id,
          taskId,
          stage: 'PENDING',
          tracked: true,
          deadlineAt: now + DEADLINE_MS,
        });
        const told = applyRecord(entry, { ...record, taskId }, now, { reopen: false });
        return told ? store.move(entry.id, told.state, told.change) : entry;
      });
    },

    /** A callback for a task whose answer never came: believed only when the record agrees on the prompt. */
    async onCallback(entry: TaskRow, taskId: string): Promise<void> {
      if (entry.upstream !== upstream.id) return;
      if (entry.state === 'sending') {
        store.change(entry.id, { offeredTaskId: taskId });
        return;
      }
      if (entry.state !== 'unknown' && entry.state !== 'dismissed') return;
      const owner = store.findByTaskId(taskId, upstream.id);
      if (owner && owner.id !== entry.id) return;
      const outcome = await upstream.readRecord(taskId);
      const now = store.find(entry.id);
      if (outcome.kind !== 'found' || !now || (now.state !== 'unknown' && now.state !== 'dismissed')) return;
      if (samePrompt(outcome.record.request, now.request)) adopt(entry.id, { ...outcome.record, taskId });
    },
  };
}

/** The taskId a callback's body names, in either casing; null when it names none. */
export function callbackTaskId(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('data' in body)) return null;
  const { data } = body;
  if (typeof data !== 'object' || data === null) return null;
  const taskId = 'task_id' in data ? data.task_id : 'taskId' in data ? data.taskId : null;
  return typeof taskId === 'string' && /^[\w.:-]{1,128}$/.test(taskId) ? taskId : null;
}
