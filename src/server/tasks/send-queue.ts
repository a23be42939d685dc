import type { TaskRepository } from '../db/task-repository.ts';
import type { TaskRow } from '../db/task-row.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface QueuePlace {
  position: number;
  /** Epoch ms; null when it will not be sent by itself. */
  sendAt: number | null;
  /** Its batch is paused. */
  paused?: true;
}

/** Where a held task stands and when it should leave; worked out once per change, for all of them. */
export function createSendQueue(store: () => TaskRepository, pace: RateLimiter, upstream: string) {
  let places = new Map<string, QueuePlace>();
  let plannedAt = -1;

  function plan(): void {
    const held = store().heldPlaces(upstream);
    const slots = pace.slots(held.filter(({ paused }) => !paused).length).values();
    places = new Map(
      held.map(({ id, sendAt, paused }, i): [string, QueuePlace] => {
        const position = i + 1;
        if (paused) return [id, { position, sendAt: null, paused }];
        // Those sent back by a slow-down come due later than their place alone would say.
        return [id, { position, sendAt: Math.max(slots.next().value ?? 0, sendAt) }];
      }),
    );
    plannedAt = store().lastEvent();
  }

  return (entry: Pick<TaskRow, 'id' | 'upstream' | 'sendAt'>): QueuePlace => {
    if (entry.upstream !== upstream) return { position: 1, sendAt: null };
    if (plannedAt !== store().lastEvent()) plan();
    return places.get(entry.id) ?? { position: 1, sendAt: entry.sendAt };
  };
}
