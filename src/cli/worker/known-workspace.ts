import type { TokenHolders } from '../../server/http/middleware/token-holders.ts';
import type { Sql } from '../../server/platform/sql.ts';
import { NO_QUOTA, type Quota } from '../../server/tasks/submit/quota.ts';
import { holdersOf, type Workspace } from '../workspaces/workspace-record.ts';

/** What a workspace's object was told of itself, in its own database. */
export function knownWorkspace(sql: Sql) {
  sql.exec('CREATE TABLE IF NOT EXISTS known_workspace (known TEXT NOT NULL) STRICT');
  const row = sql.prepare('SELECT known FROM known_workspace').get() as { known: string } | undefined;
  let known = row ? (JSON.parse(row.known) as Workspace) : null;
  const forget = sql.prepare('DELETE FROM known_workspace');
  const write = sql.prepare('INSERT INTO known_workspace VALUES (?)');
  const holders: TokenHolders = {
    byDigest: (offered) => all().find(({ digest }) => digest === offered)?.holder ?? null,
    byId: (id) => all().find(({ holder }) => holder.id === id)?.holder ?? null,
  };
  const isHere = (): boolean => known !== null && known.removedAt === null;
  const all = () => (known && isHere() ? holdersOf(known) : []);
  return {
    holders,
    /** Made, and not removed. */
    isHere,
    isRemoved: (): boolean => known !== null && known.removedAt !== null,
    quota: (): Quota => known?.quota ?? NO_QUOTA,
    learn(next: Workspace): void {
      sql.transact(() => {
        forget.run();
        write.run(JSON.stringify(next));
      });
      known = next;
    },
  };
}

export type KnownWorkspace = ReturnType<typeof knownWorkspace>;
