import type { TaskRow } from '../db/task-row.ts';
import { findTaskId } from '../vendor/find-task-id.ts';
import { adopt, isTaken } from './link-task-id.ts';
import { samePrompt } from './polling/apply-record.ts';
import type { ConnectionContext, TaskContext } from './task-context.ts';

/** A callback came with this secret and this body. It is believed in nothing but that something happened. */
export function receiveCallback(context: TaskContext, secret: string, body: unknown): void {
  const row = context.repository.findBySecret(secret);
  const connection = row && context.connections.find(row.connection);
  if (!row || !connection) return;
  // In whatever form it is written: only its record decides.
  const taskId = findTaskId(body, false)?.taskId ?? null;
  if (row.taskId !== null) connection.poller.hurry(row.id);
  else if (taskId !== null) linkTaskId(connection.context, row, taskId).catch(context.report);
}

/** For a task whose answer never came: its record must agree on the prompt. */
async function linkTaskId(context: ConnectionContext, row: TaskRow, taskId: string): Promise<void> {
  const { repository, vendor } = context;
  if (row.state === 'sending') {
    repository.change(row.id, { offeredTaskId: taskId });
    return;
  }
  const canBeLinked = ({ id, state }: TaskRow) =>
    (state === 'unknown' || state === 'dismissed') && !isTaken(context, id, taskId);
  if (!canBeLinked(row)) return;
  const outcome = await vendor.readRecord(taskId);
  const now = repository.find(row.id);
  if (outcome.kind !== 'found' || !now || !canBeLinked(now)) return;
  if (samePrompt(outcome.record.request, now.request)) adopt(context, row.id, { ...outcome.record, taskId });
}
