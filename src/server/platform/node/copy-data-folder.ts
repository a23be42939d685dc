import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { StorageProblem } from '../errors.ts';
import type { Sql } from '../sql.ts';
import { makeFolder, messageOf } from './make-folder.ts';
import { explain, openSql } from './node-sqlite.ts';

const DATABASES = ['cuesmith.db', 'sandbox.db'];
/** Of files that belong to a database; what is uploaded is not ours yet. */
const FOLDERS = ['takes/takes', 'sandbox'];
/** The workspaces of a server, each a data folder of its own. */
const WORKSPACES = 'workspaces';
const WORKSPACES_FILE = 'workspaces.json';
const BUSY_MS = 30_000;

const isFileError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

interface CopyFacts {
  tasks: number;
  files: number;
}

/** One moment of a database that may be in use, as one file without a log beside it. */
function copyDatabase(from: string, to: string): void {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(from, { readOnly: true, timeout: BUSY_MS });
    sql.prepare('VACUUM INTO ?').run(to);
  } catch (error) {
    throw explain(error, from);
  } finally {
    if (sql?.isOpen) sql.close();
  }
}

/** Files are written whole, under a new name each, and never changed: only one just deleted can be missed. */
function copyFiles(from: string, to: string): number {
  mkdirSync(to, { recursive: true });
  let files = 0;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) files += copyFiles(source, target);
    else if (!entry.name.endsWith('.part') && existsSync(source)) {
      cpSync(source, target, { preserveTimestamps: true });
      files += 1;
    }
  }
  return files;
}

function detachAndCount(path: string, detach: (sql: Sql) => void): number {
  const sql = openSql(path);
  try {
    detach(sql);
    const shown = sql.prepare('SELECT count(*) AS tasks FROM tasks WHERE deleted_at IS NULL').get();
    return (shown as { tasks: number }).tasks;
  } finally {
    sql.close();
  }
}

/** The real path of what may not be there yet. */
function realPath(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? realpathSync(path) : join(realPath(parent), basename(path));
}

/** One folder of a server, or of one of its workspaces. */
function copyOne(dataDir: string, part: string, detach: (sql: Sql) => void): CopyFacts {
  for (const name of DATABASES)
    if (existsSync(join(dataDir, name))) copyDatabase(join(dataDir, name), join(part, name));
  const tasks = detachAndCount(join(part, 'cuesmith.db'), detach);
  const kept = FOLDERS.filter((name) => existsSync(join(dataDir, name)));
  const files = kept.reduce((sum, name) => sum + copyFiles(join(dataDir, name), join(part, name)), 0);
  return { tasks, files };
}

/** The list of workspaces first: what is made meanwhile is in the next copy. */
function copyWorkspaces(dataDir: string, part: string, detach: (sql: Sql) => void): CopyFacts {
  const sum = { tasks: 0, files: 0 };
  if (!existsSync(join(dataDir, WORKSPACES_FILE))) return sum;
  cpSync(join(dataDir, WORKSPACES_FILE), join(part, WORKSPACES_FILE));
  for (const entry of readdirSync(join(dataDir, WORKSPACES), { withFileTypes: true })) {
    const [from, to] = [join(dataDir, WORKSPACES, entry.name), join(part, WORKSPACES, entry.name)];
    // One that nobody has used yet has no database.
    if (!entry.isDirectory() || !existsSync(join(from, 'cuesmith.db'))) continue;
    mkdirSync(to, { recursive: true });
    const { tasks, files } = copyOne(from, to, detach);
    sum.tasks += tasks;
    sum.files += files;
  }
  return sum;
}

/**
 * Copies a data folder, its workspaces too, while a server works in it. Databases first: every file they name is there by then.
 * The copy has its name only once it is whole.
 * @param detach makes the copied database one that never sends
 */
export function copyDataFolder(dataDir: string, target: string, detach: (sql: Sql) => void): CopyFacts {
  const database = join(dataDir, 'cuesmith.db');
  if (!existsSync(database))
    throw new StorageProblem(`There is nothing to back up: ${database} does not exist.`);
  const whole = resolve(target);
  if (existsSync(whole)) throw new StorageProblem(`${target} is there already. Name a folder that is not.`);
  if (`${realPath(whole)}${sep}`.startsWith(`${realPath(resolve(dataDir))}${sep}`))
    throw new StorageProblem(`${target} is inside of the data folder ${dataDir}. Name a folder elsewhere.`);
  const part = join(dirname(whole), `.${basename(whole)}.${crypto.randomUUID()}.part`);
  try {
    makeFolder(part);
    const own = copyOne(dataDir, part, detach);
    const others = copyWorkspaces(dataDir, part, detach);
    renameSync(part, whole);
    return { tasks: own.tasks + others.tasks, files: own.files + others.files };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!isFileError(error)) throw error;
    throw new StorageProblem(`The backup could not be made: ${messageOf(error)}.`, { cause: error });
  }
}
