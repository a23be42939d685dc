import type { Entry } from './entry.ts';
import type { Pace } from './pace.ts';
import type { Store } from './store.ts';

export interface Place {
  position: number;
  /** Epoch ms; null when it will not be sent by itself. */
  sendAt: number | null;
}

/** Where a held task stands and when it should leave; worked out once per change, for all of them. */
export function createQueue(store: () => Store, pace: Pace, upstream: string) {
  let places = new Map<string, Place>();
  let plannedAt = -1;

  function plan(): void {
    const held = store().inState('held', upstream);
    const slots = pace.slots(held.length);
    // Those sent back by a slow-down come due later than their place alone would say.
    const order = held.map((entry, i) => ({ id: entry.id, sendAt: Math.max(slots[i] ?? 0, entry.sendAt) }));
    places = new Map(order.map(({ id, sendAt }, i) => [id, { position: i + 1, sendAt }]));
    plannedAt = store().lastEvent();
  }

  return (entry: Entry): Place => {
    if (entry.upstream !== upstream) return { position: 1, sendAt: null };
    if (plannedAt !== store().lastEvent()) plan();
    return places.get(entry.id) ?? { position: 1, sendAt: entry.sendAt };
  };
}
