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

export type SendQueue = ReturnType<typeof createSendQueue>;

/** Where each held task stands and when it should leave; worked out once per change, for all of them. */
export function createSendQueue(options: {
  queue: QueueRepository;
  rateLimiter: RateLimiter;
  vendorId: string;
  lastEvent: () => number;
}) {
  const { queue, rateLimiter, vendorId, lastEvent } = options;
  let places = new Map<string, QueuePlace>();
  let plannedAt = -1;

  function plan(): void {
    const held = queue.all();
    const slots = rateLimiter.slots(held.filter(({ isPaused }) => !isPaused).length);
    let ahead = 0;
    places = new Map(
      held.map(({ id, sendAt, isPaused }): [string, QueuePlace] => {
        const position = ahead + 1;
        if (isPaused) return [id, { position, sendAt: null, waitsFor: 'batch' }];
        const slot = slots[ahead++] ?? 0;
        // Those sent back by a slow-down come due later than their place alone would say.
        return [id, { position, sendAt: Math.max(slot, sendAt), waitsFor: 'turn' }];
      }),
    );
    plannedAt = lastEvent();
  }

  return (row: Pick<TaskRow, 'id' | 'upstream' | 'sendAt'>): QueuePlace => {
    if (row.upstream !== vendorId) return { position: 1, sendAt: null, waitsFor: 'connection' };
    if (plannedAt !== lastEvent()) plan();
    return places.get(row.id) ?? { position: 1, sendAt: row.sendAt, waitsFor: 'turn' };
  };
}
