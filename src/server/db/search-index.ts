import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/sql.ts';
import type { EventBus } from '../tasks/event-bus.ts';
import { TEXT } from './migrations/list-schema.ts';
import type { TaskRepository } from './task-repository.ts';

/** EventBus taken in one transaction: some 20 ms. */
const STEP = 100;
/** Long enough that a burst of sends is taken together, short enough that whoever searches has not much to wait for. */
const IDLE_MS = 500;

export type SearchIndex = ReturnType<typeof createSearchIndex>;

/**
 * Words, tags and trigrams follow the tasks by their event numbers, so that a send need not wait for them: before each
 * question, and by themselves soon after a change. A stop in between loses nothing.
 */
export function createSearchIndex(
  sql: Sql,
  { transact, lastEvent }: Pick<TaskRepository, 'transact' | 'lastEvent'>,
  report: (error: unknown) => void = () => {},
) {
  const upTo = sql.prepare('SELECT event FROM indexed_to');
  const setUpTo = sql.prepare('UPDATE indexed_to SET event = ?');
  const stepEnd = sql.prepare('SELECT event FROM tasks WHERE event > ? ORDER BY event LIMIT 1 OFFSET ?');
  const reworded = sql.prepare(
    `SELECT tasks.seq FROM tasks LEFT JOIN words ON words.seq = tasks.seq
     WHERE event > ? AND event <= ? AND words.text IS NOT CASE WHEN deleted_at IS NULL THEN ${TEXT('tasks')} END`,
  );
  const shown = 'FROM tasks WHERE seq = ? AND deleted_at IS NULL';
  const reword = [
    'DELETE FROM words WHERE seq = ?',
    'DELETE FROM search WHERE rowid = ?',
    'DELETE FROM task_tags WHERE seq = ?',
    `INSERT INTO words SELECT seq, ${TEXT('tasks')} ${shown}`,
    `INSERT INTO search (rowid, prompt, title, notes, tags, task_id) SELECT seq, prompt, title, notes, tags, task_id ${shown}`,
    `INSERT OR IGNORE INTO task_tags SELECT value, seq FROM tasks, json_each(tags) WHERE seq = ? AND deleted_at IS NULL`,
  ].map((text) => sql.prepare(text));

  /** @returns whether more is left */
  function step(): boolean {
    const last = lastEvent();
    const { event: from } = upTo.get() as { event: number };
    if (from >= last) return false;
    const to = (stepEnd.get(from, STEP - 1) as { event: number } | undefined)?.event ?? last;
    transact(() => {
      for (const { seq } of reworded.all(from, to) as { seq: number }[])
        for (const statement of reword) statement.run(seq);
      setUpTo.run(to);
    });
    return to < last;
  }

  return {
    /**
     * Brings it up to the last change. A full disk is no reason not to answer with what is there.
     * @returns whether it is
     */
    catchUp(): boolean {
      try {
        while (step());
        return true;
      } catch (error) {
        report(error);
        return false;
      }
    },
    /** The same after thousands of changes at once, in slices that others can come between. */
    async catchUpInSlices(clock: Clock): Promise<void> {
      while (step()) await new Promise<void>((resolve) => void clock.after(0, resolve));
    },
    /** @returns ends it */
    follow(changes: EventBus, clock: Clock): () => void {
      let callOff: (() => void) | null = null;
      const next = (ms: number) => {
        callOff = clock.after(ms, () => {
          callOff = null;
          if (step()) next(0);
        });
      };
      const unwatch = changes.watch(() => {
        if (callOff === null) next(IDLE_MS);
      });
      return () => {
        unwatch();
        callOff?.();
      };
    },
  };
}
