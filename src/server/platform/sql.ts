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
