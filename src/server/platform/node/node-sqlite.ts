import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

import { resultCode, SQLITE, StorageProblem } from '../errors.ts';
import type { Sql } from '../sql.ts';
import { makeFolder, messageOf } from './make-folder.ts';
import { networkFolderAdvice } from './network-folder.ts';
import { syncFolder } from './replace-file.ts';

const BUSY_MS = 5000;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const hasFiles = (folder: string): boolean =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true &&
  readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory() ? hasFiles(`${folder}/${entry.name}`) : true,
  );

/** An empty database beside what belongs to it was not always empty: a new one would end what can still be saved. */
function assertNotEmptied(path: string, folder: string | undefined): void {
  const left = [
    ...(sizeOf(`${path}-wal`) > 0 ? [`${path}-wal`] : []),
    ...(folder !== undefined && hasFiles(folder) ? [`files in ${folder}`] : []),
  ];
  if (left.length === 0) return;
  const state = existsSync(path) ? 'is empty' : 'is missing';
  const message = `${path} ${state}, but there is still ${left.join(' and ')}. All was left as it is; restore a backup, or move the folder away to begin anew.`;
  throw new StorageProblem(message);
}

/** What a connection that only reads leaves behind: the index of the log, which SQLite makes anew. */
function keepIndex(path: string): () => void {
  const index = `${path}-shm`;
  const before = existsSync(index) ? readFileSync(index) : null;
  return () => (before ? writeFileSync(index, before) : rmSync(index, { force: true }));
}

/**
 * Looks for damage without a write: not even the log is taken into the database, which closing it would do otherwise.
 * @throws StorageProblem with every file as it was
 */
function assertSound(path: string, folder: string | undefined): void {
  if (existsSync(path) && !statSync(path).isFile()) return;
  if (sizeOf(path) === 0) return assertNotEmptied(path, folder);
  // Without a log the file alone is all there is. Otherwise what is read is read through the log.
  const hasLog = sizeOf(`${path}-wal`) > 0;
  const restoreIndex = keepIndex(path);
  let sql: DatabaseSync | undefined;
  try {
    sql = hasLog
      ? new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS })
      : new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true });
    const damage = sql.prepare('PRAGMA quick_check(1)').get();
    if (damage?.['quick_check'] !== 'ok') throw damaged(path, damage);
    const { tables } = sql.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
      tables: number;
    };
    if (tables === 0) assertNotEmptied(path, folder);
    sql.close();
  } catch (error) {
    if (sql?.isOpen) sql.close();
    restoreIndex();
    throw error instanceof StorageProblem ? error : explain(error, path);
  }
}

export interface NodeSql extends Sql {
  close(): void;
}

/** A database of `node:sqlite` as the rooms see it. */
export function nodeSql(database: DatabaseSync): NodeSql {
  const rollBack = () => {
    try {
      database.exec('ROLLBACK');
    } catch {
      // SQLite rolls back by itself when the disk is full; the caller throws what went wrong.
    }
  };
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => database.prepare(sql),
    transact(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        rollBack();
        throw error;
      }
    },
    version: () => Number(database.prepare('PRAGMA user_version').get()?.['user_version']),
    setVersion: (version) => database.exec(`PRAGMA user_version = ${version}`),
    close: () => database.close(),
  };
}

/** How a new database begins. */
export interface NewTables {
  add: (sql: Sql) => void;
  /** Makes anew what no two databases may have in common: keys that are drawn by lot. */
  renew: (sql: Sql) => void;
}

/** The first one that was made, to be copied: the migrations of years take 20 times as long. */
const firstMade = new WeakMap<NewTables, Uint8Array>();

/** Under its name only once it is whole: its pages need not be on disk one by one, two flushes are enough for all. */
function makeDatabase(path: string, tables: NewTables): void {
  const part = `${path}.part`;
  // A stop in the middle may have left one.
  const clear = () => {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(part + end, { force: true });
  };
  clear();
  const first = firstMade.get(tables);
  if (first) writeFileSync(part, first);
  const sql = new DatabaseSync(part);
  try {
    sql.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON');
    if (!first) tables.add(nodeSql(sql));
    tables.renew(nodeSql(sql));
    sql.close();
    if (!first) firstMade.set(tables, readFileSync(part));
    const file = openSync(part, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(part, path);
  } catch (error) {
    if (sql.isOpen) sql.close();
    clear();
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Opens or makes a database whose writes are on disk once they return.
 * @param folder of files that belong to it: where there are some, there was a database too
 * @param tables of a new one; default: none
 * @throws StorageProblem; what is damaged, empty or missing is left as it is, bit for bit
 */
export function openSql(path: string, folder?: string, tables?: NewTables): NodeSql {
  makeFolder(dirname(path));
  assertSound(path, folder);
  let sql: DatabaseSync | undefined;
  try {
    if (tables && sizeOf(path) === 0) makeDatabase(path, tables);
    sql = new DatabaseSync(path, { timeout: BUSY_MS });
    sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    return nodeSql(sql);
  } catch (error) {
    sql?.close();
    throw explain(error, path);
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
        [
          `Another Cuesmith is already using ${folder}. Stop it, or choose another DATA_DIR.`,
          networkFolderAdvice(folder) ?? '',
        ]
          .join(' ')
          .trim(),
        { cause: error },
      );
    throw explain(error, path);
  }
}

const damaged = (path: string, cause: unknown) =>
  new StorageProblem(
    `${path} is damaged or is no database of ours. It was left as it is; restore a backup or move it away.`,
    { cause },
  );

/** What SQLite says, for the person who started us. */
export function explain(error: unknown, path: string): StorageProblem {
  const because = { cause: error };
  switch (resultCode(error)) {
    case SQLITE.corrupt:
    // A table or a column that should be there is not.
    case SQLITE.error:
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
      return new StorageProblem(`${path} cannot be opened: ${messageOf(error)}`, because);
  }
}
