import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '../../server/platform/clock.ts';
import { copyDataFolder } from '../../server/platform/node/copy-data-folder.ts';
import { makeFolder } from '../../server/platform/node/make-folder.ts';
import { lockFolder } from '../../server/platform/node/node-sqlite.ts';
import { readMigrations } from '../../server/platform/node/read-migrations.ts';
import { SettingsProblem } from '../../server/platform/node/settings.ts';
import { detachCopy } from '../../server/tasks/backup/detach-copy.ts';
import { type Change, type Changing, createEdits, findWorkspace, takeOut } from './workspace-edits.ts';
import { folderOf, readWorkspaces, writeWorkspaces } from './workspace-file.ts';
import { newId } from './workspace-record.ts';

/** What a person does with workspaces; a running server follows at its next request. @throws SettingsProblem in one line */
export function manageWorkspaces(dataDir: string, clock: Clock) {
  const change: Changing = (work) => {
    const unlock = lockFolder(join(dataDir, 'workspaces'));
    try {
      const workspaces = readWorkspaces(dataDir);
      const result = work(workspaces);
      writeWorkspaces(dataDir, workspaces);
      return result;
    } finally {
      unlock();
    }
  };
  const edits = createEdits(change, clock);

  function add(name: string, more: Change = {}): { id: string; token: string } {
    const id = newId();
    const token = edits.add(id, name, more);
    makeFolder(folderOf(dataDir, id));
    return { id, token };
  }

  return {
    ...edits,
    add,
    list: () => readWorkspaces(dataDir),
    ...createMoves(dataDir, { change, add, clock }),
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
        const { id } = takeOut(workspaces, wanted);
        rmSync(folderOf(dataDir, id), { recursive: true, force: true });
      }),

    /** As a data folder by itself, which never sends what this one will send. */
    exportTo: (wanted: string, target: string) =>
      copyDataFolder(folderOf(dataDir, findWorkspace(readWorkspaces(dataDir), wanted).id), target, (sql) =>
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
        change(
          (workspaces) => void workspaces.splice(workspaces.indexOf(findWorkspace(workspaces, made.id)), 1),
        );
        rmSync(folderOf(dataDir, made.id), { recursive: true, force: true });
        throw error;
      }
      return made;
    },
  };
}
