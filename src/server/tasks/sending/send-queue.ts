import type { QueueRepository } from '../../db/queue-repository.ts';
import type { TaskRow } from '../../db/task-row.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface QueuePlace {
  /** From 1; counts only what will be sent. */
  position: number;
  /** Epoch ms; null when it will not be sent by itself. */
  sendAt: number | null;
  waitsFor: 'turn' | 'batch' | 'connection';
}

export interface SendQueue {
  placeOf: (row: Pick<TaskRow, 'id' | 'connection' | 'sendAt'>) => QueuePlace;
  /** Tells of a change of a task. */
  note: (row: TaskRow) => void;
  /** A batch was paused or resumed. */
  planAnew: () => void;
}

/** Where each held task of a connection stands and when it should leave; worked out for all of them, when the queue has changed. */
export function createSendQueue(options: {
  queue: QueueRepository;
  rateLimiter: RateLimiter;
  /** Its id. */
  connection: string;
}): SendQueue {
  const { queue, rateLimiter, connection } = options;
  let places = new Map<string, QueuePlace & { notBefore: number }>();
  let isPlanned = false;

  function plan(): void {
    const held = queue.all(connection);
    const slots = rateLimiter.slots(held.reduce((count, { isPaused }) => count + 1 - isPaused, 0));
    let ahead = 0;
    places = new Map();
    for (const { id, sendAt, isPaused } of held) {
      const [position, notBefore] = [ahead + 1, sendAt];
      // Those sent back by a slow-down come due later than their place alone would say.
      if (isPaused === 1) places.set(id, { position, sendAt: null, waitsFor: 'batch', notBefore });
      else
        places.set(id, {
          position,
          sendAt: Math.max(slots[ahead++] ?? 0, sendAt),
          waitsFor: 'turn',
          notBefore,
        });
    }
    isPlanned = true;
  }

  return {
    placeOf(row) {
      if (!isPlanned) plan();
      return places.get(row.id) ?? { position: 1, sendAt: row.sendAt, waitsFor: 'turn' };
    },
    note({ id, state, sendAt, ...row }) {
      const known = places.get(id);
      const notBefore = row.connection === connection && state === 'held' ? sendAt : undefined;
      if (known?.notBefore !== notBefore) isPlanned = false;
    },
    planAnew: () => void (isPlanned = false),
  };
}
