import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { digestOf } from '../../server/http/middleware/token-holders.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { copyDataFolder } from '../../server/platform/node/copy-data-folder.ts';
import { makeFolder } from '../../server/platform/node/make-folder.ts';
import { lockFolder } from '../../server/platform/node/node-sqlite.ts';
import { readMigrations } from '../../server/platform/node/read-migrations.ts';
import { SettingsProblem } from '../../server/platform/node/settings.ts';
import { detachCopy } from '../../server/tasks/backup/detach-copy.ts';
import type { Quota } from '../../server/tasks/submit/quota.ts';
import { folderOf, readWorkspaces, writeWorkspaces, type Workspace } from './workspace-file.ts';

/** 256 bits: its digest is as good as it is. */
const TOKEN_BYTES = 32;
const ID_BYTES = 5;

export interface Change {
  host?: string | null;
  quota?: Partial<Quota>;
}

const newId = (): string => randomBytes(ID_BYTES).toString('hex');

function newToken(name: string, now: number) {
  const token = `cue_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  return { token, stored: { id: newId(), name, digest: digestOf(token), createdAt: now } };
}

/** By name or id. */
function find(workspaces: readonly Workspace[], wanted: string): Workspace {
  const isIt = ({ id, name }: Workspace) => id === wanted || name.toLowerCase() === wanted.toLowerCase();
  // A removed one may have the name of another that came after it.
  const found = workspaces.find((one) => isIt(one) && one.removedAt === null) ?? workspaces.find(isIt);
  if (!found) throw new SettingsProblem(`There is no workspace ${wanted}. See: npm run workspaces -- list`);
  return found;
}

function assertFree(
  workspaces: readonly Workspace[],
  { name, host }: { name?: string; host?: string | null },
): void {
  const here = workspaces.filter(({ removedAt }) => removedAt === null);
  if (name?.trim() === '') throw new SettingsProblem('A workspace needs a name.');
  if (here.some((one) => one.name.toLowerCase() === name?.toLowerCase()))
    throw new SettingsProblem(`There is a workspace ${name} already.`);
  if (host && here.some((one) => one.host === host))
    throw new SettingsProblem(`Another workspace has the host name ${host}.`);
}

type Changing = <T>(work: (workspaces: Workspace[]) => T) => T;

/** What a person does with workspaces; a running server follows at its next request. @throws SettingsProblem in one line */
export function manageWorkspaces(dataDir: string, clock: Clock) {
  /** One change at a time, whole or not at all. */
  function change<T>(work: (workspaces: Workspace[]) => T): T {
    const unlock = lockFolder(join(dataDir, 'workspaces'));
    try {
      const workspaces = readWorkspaces(dataDir);
      const result = work(workspaces);
      writeWorkspaces(dataDir, workspaces);
      return result;
    } finally {
      unlock();
    }
  }

  /** @returns its token, which is written nowhere */
  function add(name: string, { host = null, quota = {} }: Change = {}): { id: string; token: string } {
    return change((workspaces) => {
      assertFree(workspaces, { name, host });
      const id = newId();
      const { token, stored } = newToken(name, clock.now());
      makeFolder(folderOf(dataDir, id));
      workspaces.push({
        id,
        name,
        host,
        createdAt: clock.now(),
        removedAt: null,
        quota: { tasksPerDay: null, bytesKept: null, ...quota },
        tokens: [stored],
      });
      return { id, token };
    });
  }

  return {
    add,
    list: () => readWorkspaces(dataDir),
    ...createEdits(change, clock),
    ...createMoves(dataDir, { change, add, clock }),
  };
}

/** What is written in the file alone. */
function createEdits(change: Changing, clock: Clock) {
  return {
    rename: (wanted: string, name: string): void =>
      change((workspaces) => {
        assertFree(workspaces, { name });
        find(workspaces, wanted).name = name;
      }),

    set: (wanted: string, { host, quota }: Change): void =>
      change((workspaces) => {
        const one = find(workspaces, wanted);
        if (host !== undefined && host !== one.host) assertFree(workspaces, { host });
        if (host !== undefined) one.host = host;
        one.quota = { ...one.quota, ...quota };
      }),

    /** One more token, for somebody whose name is noted with each task. */
    addToken: (wanted: string, name: string): string =>
      change((workspaces) => {
        const one = find(workspaces, wanted);
        if (one.tokens.some((token) => token.name.toLowerCase() === name.toLowerCase()))
          throw new SettingsProblem(`${one.name} has a token named ${name} already.`);
        const { token, stored } = newToken(name, clock.now());
        one.tokens.push(stored);
        return token;
      }),

    /** Its logins end with it. */
    revoke: (wanted: string, name: string): void =>
      change((workspaces) => {
        const one = find(workspaces, wanted);
        const left = one.tokens.filter((token) => token.name.toLowerCase() !== name.toLowerCase());
        if (left.length === one.tokens.length)
          throw new SettingsProblem(`${one.name} has no token named ${name}.`);
        one.tokens = left;
      }),

    /** Nobody reaches it any more; its folder stays. */
    remove: (wanted: string): void =>
      change((workspaces) => {
        find(workspaces, wanted).removedAt ??= clock.now();
      }),

    restore: (wanted: string): void =>
      change((workspaces) => {
        const one = find(workspaces, wanted);
        if (one.removedAt !== null) assertFree(workspaces, one);
        one.removedAt = null;
      }),
  };
}

interface MoveParts {
  change: Changing;
  add: (name: string) => { id: string; token: string };
  clock: Clock;
}

/** What has to do with folders. */
function createMoves(dataDir: string, { change, add, clock }: MoveParts) {
  return {
    /** With its folder, for good. */
    purge: (wanted: string): void =>
      change((workspaces) => {
        const one = find(workspaces, wanted);
        if (one.removedAt === null)
          throw new SettingsProblem(
            `${one.name} is in use. Remove it first: npm run workspaces -- remove "${one.name}"`,
          );
        rmSync(folderOf(dataDir, one.id), { recursive: true, force: true });
        workspaces.splice(workspaces.indexOf(one), 1);
      }),

    /** As a data folder by itself, which never sends what this one will send. */
    exportTo: (wanted: string, target: string) =>
      copyDataFolder(folderOf(dataDir, find(readWorkspaces(dataDir), wanted).id), target, (sql) =>
        detachCopy(sql, readMigrations(), clock),
      ),

    /** A data folder (an export, a backup) as a workspace here. */
    importFrom(folder: string, name: string): { id: string; token: string } {
      if (!existsSync(join(folder, 'cuesmith.db')))
        throw new SettingsProblem(`${folder} is no data folder: it has no cuesmith.db.`);
      const made = add(name);
      try {
        // Nothing that works on it: whole files, none of them in use.
        const unlock = lockFolder(folder);
        cpSync(folder, folderOf(dataDir, made.id), {
          recursive: true,
          filter: (path) => !/[/\\](lock(-\w+)?|workspaces(\.json)?|sessions)$/.test(path),
        });
        unlock();
      } catch (error) {
        change((workspaces) => void workspaces.splice(workspaces.indexOf(find(workspaces, made.id)), 1));
        rmSync(folderOf(dataDir, made.id), { recursive: true, force: true });
        throw error;
      }
      return made;
    },
  };
}
