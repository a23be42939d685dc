import { UnusableData, Unwritable } from './errors.ts';

/** The part of SQLite that repositories use. */
export type SqlValue = null | number | bigint | string | Uint8Array;
export interface SqlStatement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}
export interface Sql {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  /** Runs `work` in one write transaction: all or nothing. Not every runtime takes BEGIN and COMMIT as SQL. */
  transact<T>(work: () => T): T;
  /** How many migrations it has had. */
  version(): number;
  /** To be called in the transaction that migrates. */
  setVersion(version: number): void;
}

/**
 * Prepares each text once.
 * @param most how many are kept; default: all, for texts that are fixed or few
 */
export function prepareOnce(sql: Sql, most = Infinity): (text: string) => SqlStatement {
  const statements = new Map<string, SqlStatement>();
  return (text) => {
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= most) statements.clear();
    const statement = sql.prepare(text);
    statements.set(text, statement);
    return statement;
  };
}

/**
 * The same, with the disk's own errors told apart.
 * @throws Unwritable when the disk or its file does not take it
 */
export function transact<T>(sql: Sql, work: () => T): T {
  try {
    return sql.transact(work);
  } catch (cause) {
    throw Unwritable.from(cause);
  }
}

/**
 * Brings a database to its newest schema, all or nothing.
 * @param steps one per version, oldest first; a step that has shipped is never edited
 * @throws UnusableData when a newer Cuesmith wrote the database
 */
export function migrate(sql: Sql, steps: readonly string[]): void {
  const version = sql.version();
  if (version > steps.length) {
    throw new UnusableData(
      `The data folder was written by a newer Cuesmith (schema ${version}, this one knows ${steps.length}). Nothing was changed. Update Cuesmith, or set DATA_DIR to another folder.`,
    );
  }
  if (version === steps.length) return;
  transact(sql, () => {
    for (const step of steps.slice(version)) sql.exec(step);
    sql.setVersion(steps.length);
  });
}
