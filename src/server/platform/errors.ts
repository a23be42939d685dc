/** Data of a newer version, left unchanged. The message is for the person who starts the server. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData';
}

/** Said to the person who started us, in one sentence, without a stack. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem';
}

/** SQLite's own result codes, without the extended bits. */
export const SQLITE = {
  error: 1,
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

/** The disk is full, read-only or failing, or another program holds the file: nothing was written. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';

  static is = (error: unknown): boolean => PASSING.includes(resultCode(error));

  /** The error itself when the disk is not its cause. */
  static from = (error: unknown): unknown =>
    Unwritable.is(error) ? new Unwritable('The data folder cannot be written.', { cause: error }) : error;
}
