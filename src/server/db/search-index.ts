import type { Clock } from '../platform/clock.ts';
import { pause } from '../platform/pause.ts';
import type { Sql } from '../platform/sql.ts';
import type { Transactions } from './transactions.ts';

/** Changes taken in one transaction: some 20 ms. */
const STEP = 100;
/** Takes a burst of sends together, and leaves a search little to catch up with. */
const IDLE_MS = 500;

/** What a search looks through that is too short for the trigram index. */
const TEXT =
  "coalesce(tasks.prompt, '') || ' ' || tasks.title || ' ' || tasks.notes || ' ' || tasks.tags || ' ' || coalesce(tasks.task_id, '')";
/** None where the cell is damaged. */
const TAGS = "json_each(iif(json_valid(tasks.tags), tasks.tags, '[]'))";
const SHOWN = 'FROM tasks WHERE seq = ? AND deleted_at IS NULL';
const REINDEX = [
  'DELETE FROM task_text WHERE seq = ?',
  'DELETE FROM search WHERE rowid = ?',
  'DELETE FROM task_tags WHERE seq = ?',
  `INSERT INTO task_text SELECT seq, ${TEXT} ${SHOWN}`,
  `INSERT INTO search (rowid, prompt, title, notes, tags, task_id) SELECT seq, prompt, title, notes, tags, task_id ${SHOWN}`,
  `INSERT OR IGNORE INTO task_tags SELECT value, seq FROM tasks, ${TAGS} WHERE seq = ? AND deleted_at IS NULL`,
];

/** What it makes takes the next changes into the index, and tells whether more are left. */
function createIndexStep(
  sql: Sql,
  { transact, lastEvent }: Pick<Transactions, 'transact' | 'lastEvent'>,
): () => boolean {
  const upTo = sql.prepare('SELECT event FROM indexed_to');
  const setUpTo = sql.prepare('UPDATE indexed_to SET event = ?');
  const stepEnd = sql.prepare('SELECT event FROM tasks WHERE event > ? ORDER BY event LIMIT 1 OFFSET ?');
  const reworded = sql.prepare(
    `SELECT tasks.seq FROM tasks LEFT JOIN task_text ON task_text.seq = tasks.seq
     WHERE event > ? AND event <= ? AND task_text.text IS NOT CASE WHEN deleted_at IS NULL THEN ${TEXT} END`,
  );
  const reindex = REINDEX.map((text) => sql.prepare(text));

  return () => {
    const last = lastEvent();
    const { event: from } = upTo.get() as { event: number };
    if (from >= last) return false;
    const to = (stepEnd.get(from, STEP - 1) as { event: number } | undefined)?.event ?? last;
    transact(() => {
      for (const { seq } of reworded.all(from, to) as { seq: number }[])
        for (const statement of reindex) statement.run(seq);
      setUpTo.run(to);
    });
    return to < last;
  };
}

export type SearchIndex = ReturnType<typeof createSearchIndex>;

/**
 * Text, tags and trigrams follow the tasks by event number, before each search and soon after each change: a send does
 * not wait for them. A stop in between loses nothing.
 */
export function createSearchIndex(
  sql: Sql,
  transactions: Pick<Transactions, 'transact' | 'lastEvent'>,
  report: (error: unknown) => void = () => {},
) {
  const step = createIndexStep(sql, transactions);
  return {
    /**
     * Brings the index up to the last change; on a full disk it stays behind.
     * @returns whether it is there
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
      while (step()) await pause(clock, 0);
    },
    /**
     * Catches up soon after each change.
     * @returns ends it
     */
    follow(watch: (onChange: () => void) => () => void, clock: Clock): () => void {
      let callOff: (() => void) | null = null;
      const next = (ms: number) => {
        callOff = clock.after(ms, () => {
          callOff = null;
          if (step()) next(0);
        });
      };
      const unwatch = watch(() => {
        if (callOff === null) next(IDLE_MS);
      });
      return () => {
        unwatch();
        callOff?.();
      };
    },
  };
}
