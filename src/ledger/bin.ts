import { RESTORE_MS } from '#contract/api.ts';
import { Refusal } from '#contract/problem.ts';

import type { Context } from './context.ts';
import type { Entry } from './entry.ts';

/** Deleting: hidden at once, restorable for ten minutes, then gone but for a tombstone that still answers replays. */
export function createBin(context: Context) {
  const { store, clock, files } = context;
  let callOff = () => {};
  let closed = false;

  async function purgeDue(): Promise<void> {
    if (closed) return;
    const due = store.select(
      "SELECT * FROM tasks WHERE deleted_at IS NOT NULL AND deleted_at <= ? AND state <> 'sending'",
      clock.now() - RESTORE_MS,
    );
    for (const entry of due) {
      store.purge(entry);
      // After the row: a file without a row is harmless, a row without its file is not.
      for (const { file } of entry.takes) if (file !== null) await files.remove(file);
    }
    plan();
  }

  function plan(): void {
    callOff();
    if (closed) return;
    const [next] = store.select(
      'SELECT * FROM tasks WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1',
    );
    if (!next || next.deletedAt === null) return;
    const wait = Math.max(0, next.deletedAt + RESTORE_MS - clock.now());
    callOff = clock.after(wait, () => void purgeDue().catch(context.report));
  }

  return {
    resume: plan,
    remove(id: string): Entry {
      const removed = store.transact(() => {
        const entry = store.shown(id);
        if (entry.state === 'sending') {
          throw new Refusal(409, {
            code: 'not-allowed',
            message: 'This task is on its way to the vendor. Delete it when the answer is here.',
          });
        }
        if (entry.state === 'held') store.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
        return store.change(id, { deletedAt: clock.now() });
      });
      plan();
      return removed;
    },
    restore(id: string): Entry {
      const entry = store.find(id);
      if (!entry) return store.shown(id);
      return entry.deletedAt === null ? entry : store.change(id, { deletedAt: null });
    },
    close(): void {
      closed = true;
      callOff();
    },
  };
}
