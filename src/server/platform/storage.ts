/** What a room needs of SQLite; `DatabaseSync` of `node:sqlite` fits as it is. Entries hand it in. */
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

export interface ByteRange {
  /** First and last byte, both included. */
  start: number;
  end: number;
}

/** What a room needs of a folder. Names are relative, `/`-separated, made by us; never a person's text. */
export interface Files {
  /**
   * Writes all or nothing: a half-written file is never found under its name.
   * Rejects with the file system's own error (`ENOSPC`, `EROFS`, …), or `FileTooLarge` past `maxBytes`.
   * @returns bytes written
   */
  write(
    name: string,
    body: Uint8Array | ReadableStream<Uint8Array>,
    options?: { maxBytes?: number },
  ): Promise<number>;
  /** Null when there is no such file. */
  size(name: string): Promise<number | null>;
  /** Null when there is no such file. */
  read(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  remove(name: string): Promise<void>;
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

/** Data we must not touch, written by a newer version: words for the person who starts us. Nothing has been changed. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData';
}

/** SQLite's own result codes, without the extended bits. */
export const SQLITE = {
  busy: 5,
  readonly: 8,
  failing: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** Null: not SQLite's. */
export const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;

const PASSING: readonly (number | null)[] = [
  SQLITE.busy,
  SQLITE.readonly,
  SQLITE.failing,
  SQLITE.full,
  SQLITE.cannotOpen,
];

/** The disk is full, read-only or failing, or another program holds the file: what was asked was not done. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';

  static is = (error: unknown): boolean => PASSING.includes(resultCode(error));
}
