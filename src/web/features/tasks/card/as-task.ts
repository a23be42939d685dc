import { untouched, type SendingTask } from '#shared/task.ts';

import type { OutboxRow } from '../../../state/outbox.ts';

/** A press that the server has not answered yet, as a task of its own. */
export const asTask = ({ id, at, request }: OutboxRow): SendingTask => {
  const pressedAt = new Date(at).toISOString();
  return {
    id,
    rev: 0,
    seq: 0,
    state: 'sending',
    connection: { id: '', name: '' },
    createdAt: pressedAt,
    updatedAt: pressedAt,
    sentAt: pressedAt,
    request,
    ...untouched,
    by: null,
  };
};
