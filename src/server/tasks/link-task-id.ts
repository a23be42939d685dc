import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { RecordFacts } from '../vendor/vendor.ts';
import { applyRecord, DEADLINE_MS, samePrompt } from './polling/apply-record.ts';
import type { ConnectionContext } from './task-context.ts';

/** @throws Refusal 404 not-found, 424 unreachable */
export async function readKnownRecord(
  { vendor, pollLimits }: Pick<ConnectionContext, 'vendor' | 'pollLimits'>,
  taskId: string,
): Promise<RecordFacts> {
  await pollLimits.turnForRequest(taskId);
  const outcome = await vendor.readRecord(taskId);
  if (outcome.kind === 'found') return { ...outcome.record, taskId };
  if (outcome.kind === 'unanswered') throw new Refusal(424, { ...outcome.problem, charged: 'no' });
  throw new Refusal(404, {
    ...outcome.problem,
    code: 'not-found',
    ...because('taskIdUnknown'),
    field: 'taskId',
  });
}

/** A taskId belongs to one task of its connection. */
export function isTaken({ repository, id: own }: ConnectionContext, id: string, taskId: string): boolean {
  const owner = repository.findByTaskId(taskId, own);
  return owner !== null && owner.id !== id;
}

/** Gives a task its taskId; from here on it is followed. */
export function adopt({ repository, clock }: ConnectionContext, id: string, record: RecordFacts): TaskRow {
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

/**
 * Gives a task the taskId that a person has for it.
 * @param force even where the record names another prompt
 */
export async function claimTaskId(
  context: ConnectionContext,
  id: string,
  taskId: string,
  force: boolean,
): Promise<TaskRow> {
  const { repository } = context;
  assertClaimable(context, id, taskId);
  const record = await readKnownRecord(context, taskId);
  assertClaimable(context, id, taskId);
  if (!force) assertSamePrompt(record, repository.shown(id));
  return adopt(context, id, record);
}

function assertClaimable(context: ConnectionContext, id: string, taskId: string): void {
  const { state, taskId: own } = context.repository.shown(id);
  const refuse = (why: ReturnType<typeof because>, field?: string) =>
    new Refusal(409, { code: 'not-allowed', ...why, ...(field !== undefined && { field }) });
  if (state !== 'unknown' && state !== 'dismissed')
    throw refuse({ ...because('movedOn'), message: `A task that is ${state} cannot be given a taskId.` });
  if (own !== null && own !== taskId) throw refuse(because('hasTaskId'), 'taskId');
  if (isTaken(context, id, taskId)) throw refuse(because('taskIdTaken'), 'taskId');
}

function assertSamePrompt({ request }: RecordFacts, row: TaskRow): void {
  if (samePrompt(request, row.request)) return;
  const why = request.prompt === null ? because('promptUnsaid') : because('otherPrompt', request.prompt);
  throw new Refusal(409, { code: 'invalid-request', ...why, field: 'taskId' });
}
