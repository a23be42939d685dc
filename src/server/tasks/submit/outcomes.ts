import type { TaskRow } from '../../db/task-row.ts';
import type { TaskContext } from '../task-context.ts';

export const isOpen = ({ state }: TaskRow): boolean => state === 'held' || state === 'sending';

export type Outcomes = ReturnType<typeof createOutcomes>;

/** Waits for tasks to be neither held nor sending. */
export function createOutcomes({ repository, events }: Pick<TaskContext, 'repository' | 'events'>) {
  const waiting = new Map<string, Set<() => void>>();

  events.watch((row) => {
    if (!isOpen(row)) wake(row.id);
  });

  function wake(id: string): void {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  }

  return {
    /** Resolves when the task's outcome is known, or when nobody will wait any more. */
    of(id: string): Promise<void> {
      const row = repository.find(id);
      if (!row || !isOpen(row)) return Promise.resolve();
      return new Promise((resolve) => {
        const set = waiting.get(id) ?? new Set();
        waiting.set(id, set.add(resolve));
      });
    },
    /** Lets those go whose turn will not come any more. */
    dropHeld(): void {
      for (const id of waiting.keys()) if (repository.find(id)?.state === 'held') wake(id);
    },
    dropAll(): void {
      for (const id of waiting.keys()) wake(id);
    },
  };
}
