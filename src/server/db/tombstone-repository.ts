import type { Problem } from '#shared/problem.ts';

import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/sql.ts';
import type { Transactions } from './transactions.ts';

/** What stays of a purged task: enough to answer a replay of its key. */
export interface Tombstone {
  id: string;
  key: string | null;
  bodyHash: string;
  connection: string;
  taskId: string | null;
  problem: Problem | null;
}

const COLUMNS = 'id, key, body_hash AS bodyHash, connection, task_id AS taskId, problem';

export type TombstoneRepository = ReturnType<typeof createTombstoneRepository>;

export function createTombstoneRepository(sql: Sql, clock: Clock, transactions: Transactions) {
  const byId = sql.prepare(`SELECT ${COLUMNS} FROM tombstones WHERE id = ?`);
  const byKey = sql.prepare(`SELECT ${COLUMNS} FROM tombstones WHERE key = ?`);
  const insert = sql.prepare(
    `INSERT INTO tombstones (id, key, body_hash, connection, task_id, problem, event, purged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET task_id = coalesce(task_id, excluded.task_id), event = excluded.event`,
  );
  const remove = sql.prepare('DELETE FROM tombstones WHERE id = ?');
  const since = sql.prepare('SELECT id, event FROM tombstones WHERE event > ? ORDER BY event LIMIT ?');
  // A deleted task leaves in a backup as a tombstone: its words go, its key stays used.
  const all = sql.prepare(
    `SELECT ${COLUMNS} FROM tombstones UNION ALL SELECT ${COLUMNS} FROM tasks WHERE deleted_at IS NOT NULL`,
  );

  const first = (row: unknown): Tombstone | null => (row === undefined ? null : decode(row));

  return {
    find: (id: string, key: string): Tombstone | null => first(byId.get(id) ?? byKey.get(key)),

    /** Where the key answers for another tombstone already, this one goes without. */
    add({ id, key, bodyHash, connection, taskId, problem }: Tombstone): void {
      const owner = key === null ? null : first(byKey.get(key));
      const free = owner === null || owner.id === id ? key : null;
      const reason = problem && JSON.stringify(problem);
      insert.run(id, free, bodyHash, connection, taskId, reason, transactions.nextEvent(), clock.now());
    },

    remove: (id: string): void => void remove.run(id),

    *all(): Generator<Tombstone> {
      for (const row of all.all()) yield decode(row);
    },

    /** Purged after event `after`. */
    since: (after: number, limit: number) => since.all(after, limit) as { id: string; event: number }[],
  };
}

function decode(row: unknown): Tombstone {
  const cells = row as Omit<Tombstone, 'problem'> & { problem: string | null };
  return { ...cells, problem: parse(cells.problem) };
}

/** Null for a damaged cell. */
function parse(text: string | null): Problem | null {
  try {
    return text === null ? null : (JSON.parse(text) as Problem);
  } catch {
    return null;
  }
}
