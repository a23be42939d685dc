import type { Clock } from '../../server/platform/clock.ts';
import { type Sql, transact } from '../../server/platform/sql.ts';
import {
  type Changing,
  createEdits,
  findRemoved,
  findWorkspace,
  takeOut,
} from '../workspaces/workspace-edits.ts';
import type { Workspace } from '../workspaces/workspace-record.ts';

/** What a workspace's object is told from outside; clients cannot call it. */
export interface WorkspaceObject {
  /** Who may come in from now on, and how much there is for them. */
  tell(known: Workspace): Promise<void>;
  /** Deletes all that it has. */
  purge(): Promise<void>;
}

interface DirectoryOptions {
  sql: Sql;
  clock: Clock;
  /** id of an object that nobody has had. */
  newId: () => string;
  objectOf: (id: string) => WorkspaceObject;
}

export type WorkspaceDirectory = ReturnType<typeof createDirectory>;

/**
 * The workspaces besides the main one, written down in its object. Each one's object knows its own part, so that no
 * request asks here; what it was not told yet it is told by the next change.
 */
export function createDirectory({ sql, clock, newId, objectOf }: DirectoryOptions) {
  sql.exec(
    'CREATE TABLE IF NOT EXISTS workspaces (id TEXT PRIMARY KEY, known TEXT NOT NULL, is_told INTEGER NOT NULL) STRICT',
  );
  const readAll = sql.prepare('SELECT known FROM workspaces ORDER BY rowid');
  const readUntold = sql.prepare('SELECT known FROM workspaces WHERE is_told = 0');
  const forget = sql.prepare('DELETE FROM workspaces WHERE id = ?');
  const write = sql.prepare(
    'INSERT INTO workspaces VALUES (?, ?, 0) ON CONFLICT (id) DO UPDATE SET known = excluded.known, is_told = 0',
  );
  const noteTold = sql.prepare('UPDATE workspaces SET is_told = 1 WHERE id = ? AND known = ?');

  const parse = (rows: unknown[]): Workspace[] =>
    (rows as { known: string }[]).map(({ known }) => JSON.parse(known) as Workspace);
  const list = (): Workspace[] => parse(readAll.all());

  const change: Changing = (work) =>
    transact(sql, () => {
      const workspaces = list();
      const before = new Map(workspaces.map((one) => [one.id, JSON.stringify(one)]));
      const result = work(workspaces);
      for (const one of workspaces) {
        const known = JSON.stringify(one);
        if (before.get(one.id) !== known) write.run(one.id, known);
        before.delete(one.id);
      }
      for (const id of before.keys()) forget.run(id);
      return result;
    });
  const edits = createEdits(change, clock);

  /** @throws Error when an object could not be told: a change that was not seen is made once more */
  async function tellAll(): Promise<void> {
    for (const one of parse(readUntold.all())) {
      await objectOf(one.id).tell(one);
      noteTold.run(one.id, JSON.stringify(one));
    }
  }

  return {
    list,
    find: (wanted: string): Workspace => findWorkspace(list(), wanted),
    /** Made known to the objects before it is answered. */
    async edit<T>(work: (the: typeof edits) => T): Promise<T> {
      const result = work(edits);
      await tellAll();
      return result;
    },
    newId,
    async purge(wanted: string): Promise<void> {
      const { id } = findRemoved(list(), wanted);
      await objectOf(id).purge();
      change((workspaces) => void takeOut(workspaces, id));
    },
  };
}
