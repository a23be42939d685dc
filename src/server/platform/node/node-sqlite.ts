import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { resultCode, SQLITE } from '../errors.ts';

/** Said to the person who started us, in one sentence, without a stack. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem';
}

const BUSY_MS = 5000;

/** Opens or makes a database whose writes are on disk once they return. Throws a `StorageProblem`; a damaged file is left as it is. */
export function openSql(path: string): DatabaseSync {
  makeFolder(dirname(path));
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(path, { timeout: BUSY_MS });
    const damage = sql.prepare('PRAGMA quick_check(1)').get();
    if (damage?.['quick_check'] !== 'ok') throw damaged(path, damage);
    sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    return sql;
  } catch (error) {
    sql?.close();
    throw error instanceof StorageProblem ? error : explain(error, path);
  }
}

/**
 * Holds a folder for this process; a second one is told so. The lock is the operating system's, so it ends with the
 * process, however that ends.
 * @returns lets go of it
 */
export function lockFolder(folder: string, waitMs = BUSY_MS): () => void {
  makeFolder(folder);
  const path = `${folder}/lock`;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path, { timeout: waitMs });
    const held = lock;
    held.exec('BEGIN EXCLUSIVE');
    return () => held.close();
  } catch (error) {
    lock?.close();
    if (resultCode(error) === SQLITE.busy)
      throw new StorageProblem(
        `Another Cuesmith is already using ${folder}. Stop it, or choose another DATA_DIR.`,
        { cause: error },
      );
    throw explain(error, path);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new StorageProblem(
      `The folder ${folder} cannot be made: ${text(cause)}. Choose another DATA_DIR.`,
      {
        cause,
      },
    );
  }
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const damaged = (path: string, cause: unknown) =>
  new StorageProblem(
    `${path} is damaged or is no database of ours. It was left as it is; restore a backup or move it away.`,
    { cause },
  );

function explain(error: unknown, path: string): StorageProblem {
  const because = { cause: error };
  switch (resultCode(error)) {
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
      return damaged(path, error);
    case SQLITE.readonly:
    case SQLITE.cannotOpen:
      return new StorageProblem(
        `${path} cannot be written. Check who owns its folder, or choose another DATA_DIR.`,
        because,
      );
    case SQLITE.full:
      return new StorageProblem(`The disk of ${path} is full.`, because);
    case SQLITE.busy:
      return new StorageProblem(`${path} is locked by another program.`, because);
    default:
      return new StorageProblem(`${path} cannot be opened: ${text(error)}`, because);
  }
}
