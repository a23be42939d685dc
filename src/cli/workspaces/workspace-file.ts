import { statSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { type TokenHolders, oneToken } from '../../server/http/middleware/token-holders.ts';
import { StorageProblem } from '../../server/platform/errors.ts';
import { replaceFile } from '../../server/platform/node/replace-file.ts';
import { type Quota, NO_QUOTA } from '../../server/tasks/submit/quota.ts';
import { holdersOf, type Workspace, workspaceSchema } from './workspace-record.ts';

const fileSchema = z.strictObject({ version: z.literal(1), workspaces: z.array(workspaceSchema) });

const pathIn = (dataDir: string): string => join(dataDir, 'workspaces.json');

/** Where a workspace keeps all that is its own; a data folder by itself. */
export const folderOf = (dataDir: string, id: string): string => join(dataDir, 'workspaces', id);

/** @throws StorageProblem */
export function readWorkspaces(dataDir: string): Workspace[] {
  const path = pathIn(dataDir);
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  try {
    return z.parse(fileSchema, JSON.parse(readFileSync(path, 'utf8'))).workspaces;
  } catch (cause) {
    throw new StorageProblem(`${path} is damaged. It was left as it is; restore it from a backup.`, {
      cause,
    });
  }
}

/** Whole or not at all, and read by nobody else: a running server reads it at its next request. */
export const writeWorkspaces = (dataDir: string, workspaces: Workspace[]): void =>
  replaceFile(pathIn(dataDir), `${JSON.stringify({ version: 1, workspaces }, null, 2)}\n`);

export interface WorkspaceDirectory extends TokenHolders {
  /** Those that were not removed. */
  all: () => Workspace[];
  isHere: (id: string) => boolean;
  /** id of the one with this host name. */
  at: (hostName: string) => string | null;
  hostNames: () => string[];
  quotaOf: (id: string) => Quota;
}

/** The workspaces as they are at this moment, whoever changes the file. `''` is the one in the data folder itself. */
export function openDirectory(
  dataDir: string,
  ownToken: string,
  report: (error: unknown) => void,
): WorkspaceDirectory {
  const own = oneToken(ownToken);
  let read = index(readWorkspaces(dataDir));
  let stamp = stampOf(pathIn(dataDir));

  function current(): ReturnType<typeof index> {
    const now = stampOf(pathIn(dataDir));
    if (now === stamp) return read;
    stamp = now;
    try {
      read = index(readWorkspaces(dataDir));
    } catch (error) {
      // Those known stay: a slip of the pen locks nobody out.
      report(error);
    }
    return read;
  }

  return {
    all: () => current().all,
    isHere: (id) => id === '' || current().byId.has(id),
    at: (hostName) => current().byHost.get(hostName) ?? null,
    hostNames: () => [...current().byHost.keys()],
    quotaOf: (id) => current().byId.get(id)?.quota ?? NO_QUOTA,
    byDigest: (offered) => own.byDigest(offered) ?? current().byDigest.get(offered) ?? null,
    byId: (id) => own.byId(id) ?? current().byHolder.get(id) ?? null,
  };
}

const stampOf = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.ino}:${found.mtimeNs}:${found.size}` : '';
};

function index(workspaces: readonly Workspace[]) {
  const all = workspaces.filter(({ removedAt }) => removedAt === null);
  const holders = all.flatMap(holdersOf);
  return {
    all,
    byId: new Map(all.map((one) => [one.id, one])),
    byHost: new Map(all.flatMap(({ host, id }) => (host === null ? [] : [[host, id] as const]))),
    byDigest: new Map(holders.map(({ digest, holder }) => [digest, holder])),
    byHolder: new Map(holders.map(({ holder }) => [holder.id, holder])),
  };
}
