import type { Sql } from '../platform/sql.ts';

export type SendLog = ReturnType<typeof createSendLog>;

/** When each of the latest sends left, so that a restart does not forget what the account has used. */
export function createSendLog(sql: Sql, connection: string) {
  const add = sql.prepare('INSERT INTO sends (at, connection) VALUES (?, ?)');
  const forget = sql.prepare('DELETE FROM sends WHERE connection = ? AND at < ?');
  const latest = sql.prepare('SELECT at FROM sends WHERE connection = ? ORDER BY rowid DESC LIMIT ?');

  return {
    add: (at: number): void => void add.run(at, connection),
    forgetBefore: (time: number): void => void forget.run(connection, time),
    /** Epoch ms, in the order in which they left, the last first. */
    latest: (limit: number): number[] =>
      (latest.all(connection, limit) as { at: number }[]).map(({ at }) => at),
  };
}
