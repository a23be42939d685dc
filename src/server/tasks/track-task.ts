import { emptyRow, type TaskRow } from '../db/task-row.ts';
import { readKnownRecord } from './link-task-id.ts';
import { hideSecrets } from './passthrough.ts';
import { applyRecord, DEADLINE_MS } from './polling/apply-record.ts';
import type { ConnectionContext } from './task-context.ts';

/**
 * Makes a task of a taskId from elsewhere; one that is here already is answered, restored if it was deleted.
 * @param id of a task that is made, unless another has it
 */
export async function trackTask(
  context: ConnectionContext,
  taskId: string,
  { by = null, id = crypto.randomUUID() }: { by?: string | null | undefined; id?: string | undefined } = {},
): Promise<TaskRow> {
  const { id: own, repository, clock } = context;

  function known(): TaskRow | null {
    const row = repository.findByTaskId(taskId, own);
    return row && row.deletedAt !== null ? repository.change(row.id, { deletedAt: null }) : row;
  }

  const already = known();
  if (already) return already;
  const record = await readKnownRecord(context, taskId);
  return repository.transact(() => {
    const meanwhile = known();
    if (meanwhile) return meanwhile;
    const now = clock.now();
    const row = repository.insert({
      ...emptyRow,
      id: repository.find(id) ? crypto.randomUUID() : id,
      source: 'tracked',
      bodyHash: '',
      request: hideSecrets(record.request),
      state: 'rendering',
      connection: own,
      taskId,
      stage: 'PENDING',
      tracked: true,
      sentBy: by,
      deadlineAt: now + DEADLINE_MS,
    });
    const told = applyRecord(row, record, { now });
    return told ? repository.move(row.id, told.state, told.change) : row;
  });
}
