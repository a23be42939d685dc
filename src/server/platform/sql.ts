import { UnusableData, Unwritable } from './errors.ts';

/** The part of SQLite that repositories use. `DatabaseSync` of `node:sqlite` fits as it is. */
export type SqlValue = null | number | bigint | string | Uint8Array;
export interface SqlStatement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}
export interface Sql {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
}

/**
 * Runs `work` in one write transaction: all or nothing.
 * @throws Unwritable when the disk or its file does not take it
 */
export function transact<T>(sql: Sql, work: () => T): T {
  try {
    sql.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    throw Unwritable.from(cause);
  }
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (cause) {
    rollBack(sql);
    throw Unwritable.from(cause);
  }
}

function rollBack(sql: Sql): void {
  try {
    sql.exec('ROLLBACK');
  } catch {
    // SQLite rolls back by itself when the disk is full; the caller throws what went wrong.
  }
}

const versionOf = (sql: Sql): number =>
  (sql.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

/**
 * Brings a database to its newest schema, all or nothing.
 * @param steps one per version, oldest first; a step that has shipped is never edited
 * @throws UnusableData when a newer Cuesmith wrote the database
 */
export function migrate(sql: Sql, steps: readonly string[]): void {
  const version = versionOf(sql);
  if (version > steps.length) {
    throw new UnusableData(
      `The data folder was written by a newer Cuesmith (schema ${version}, this one knows ${steps.length}). Nothing was changed. Update Cuesmith, or set DATA_DIR to another folder.`,
    );
  }
  if (version === steps.length) return;
  transact(sql, () => {
    for (const step of steps.slice(version)) sql.exec(step);
    sql.exec(`PRAGMA user_version = ${steps.length}`);
  });
}
