import { DEADLINE_MS } from './apply-record.ts';
import type { Context } from './task-context.ts';

/** What a stop in the middle left behind, put right before anything else happens. */
export function recover({ store, upstream, clock }: Context): void {
  store.transact(() => {
    const now = clock.now();
    for (const { id } of store.inStateAnywhere('sending')) {
      store.move(id, 'unknown', {
        problem: {
          code: 'outcome-unknown',
          message: 'Cuesmith stopped while this was on its way. The vendor may have taken it.',
          charged: 'unsure',
        },
        endedAt: now,
      });
    }
    for (const { id, door } of store.inStateAnywhere('held')) {
      if (door === 'keyless') store.move(id, 'cancelled', { endedAt: now, problem: null });
    }
    // A deadline runs only while its own upstream is the one in use.
    for (const { id, upstream: madeFor, deadlineAt, deadlineLeftMs } of store.inStateAnywhere('rendering')) {
      const ours = madeFor === upstream.id;
      if (ours && deadlineAt === null) {
        store.change(id, { deadlineAt: now + (deadlineLeftMs ?? DEADLINE_MS), deadlineLeftMs: null });
      } else if (!ours && deadlineAt !== null) {
        store.change(id, { deadlineAt: null, deadlineLeftMs: Math.max(0, deadlineAt - now) });
      }
    }
  });
}
