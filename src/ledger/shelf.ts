import type { Clock } from '#contract/clock.ts';
import type { Sql } from '#contract/storage.ts';

import type { Changes } from './changes.ts';
import { FACTS, TEXT } from './schema-library.ts';
import type { Store } from './store.ts';

/** Changes shelved in one transaction: some 20 ms. */
const STEP = 100;
/** Long enough that a burst of sends is shelved together, short enough that nobody who asks has much to wait for. */
const IDLE_MS = 500;

export type Shelf = ReturnType<typeof createShelf>;

/**
 * What the list is narrowed and searched by follows the tasks by their event numbers, so that a send need not wait for it:
 * before each question, and by itself soon after a change. A stop in between loses nothing.
 */
export function createShelf(
  sql: Sql,
  { transact, lastEvent }: Pick<Store, 'transact' | 'lastEvent'>,
  report: (error: unknown) => void = () => {},
) {
  const NEW = 'event > ? AND event <= ?';
  const upTo = sql.prepare('SELECT event FROM shelved');
  const setUpTo = sql.prepare('UPDATE shelved SET event = ?');
  const stepEnd = sql.prepare('SELECT event FROM tasks WHERE event > ? ORDER BY event LIMIT 1 OFFSET ?');
  const put = sql.prepare(
    `INSERT OR REPLACE INTO shelf SELECT ${FACTS('tasks')} FROM tasks WHERE ${NEW} AND deleted_at IS NULL`,
  );
  const drop = sql.prepare(
    `DELETE FROM shelf WHERE (created_at, seq) IN (SELECT created_at, seq FROM tasks WHERE ${NEW} AND deleted_at IS NOT NULL)`,
  );
  const reworded = sql.prepare(
    `SELECT tasks.seq FROM tasks LEFT JOIN words ON words.seq = tasks.seq
     WHERE ${NEW} AND words.text IS NOT CASE WHEN deleted_at IS NULL THEN ${TEXT('tasks')} END`,
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
    const { event: shelved } = upTo.get() as { event: number };
    if (shelved >= last) return false;
    const end = (stepEnd.get(shelved, STEP - 1) as { event: number } | undefined)?.event ?? last;
    transact(() => {
      put.run(shelved, end);
      drop.run(shelved, end);
      for (const { seq } of reworded.all(shelved, end) as { seq: number }[])
        for (const statement of reword) statement.run(seq);
      setUpTo.run(end);
    });
    return end < last;
  }

  return {
    /** Brings it up to the last change. A full disk is no reason not to answer with what is there. */
    catchUp(): void {
      try {
        while (step());
      } catch (error) {
        report(error);
      }
    },
    /** @returns ends it */
    follow(changes: Changes, clock: Clock): () => void {
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
