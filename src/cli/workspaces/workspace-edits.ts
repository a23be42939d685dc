import type { Clock } from '../../server/platform/clock.ts';
import { SettingsProblem } from '../../server/platform/node/settings.ts';
import type { Quota } from '../../server/tasks/submit/quota.ts';
import { newToken, type Workspace } from './workspace-record.ts';

export interface Change {
  host?: string | null;
  quota?: Partial<Quota>;
}

const isNamed = (one: { name: string }, name: string): boolean =>
  one.name.toLowerCase() === name.toLowerCase();

/** By name or id. @throws SettingsProblem */
export function findWorkspace(workspaces: readonly Workspace[], wanted: string): Workspace {
  const isIt = (one: Workspace) => one.id === wanted || isNamed(one, wanted);
  // A removed one may have the name of another that came after it.
  const found = workspaces.find((one) => isIt(one) && one.removedAt === null) ?? workspaces.find(isIt);
  if (!found) throw new SettingsProblem(`There is no workspace ${wanted}; the list says which there are.`);
  return found;
}

function assertFree(
  workspaces: readonly Workspace[],
  { name, host }: { name?: string; host?: string | null },
): void {
  const here = workspaces.filter(({ removedAt }) => removedAt === null);
  if (name?.trim() === '') throw new SettingsProblem('A workspace needs a name.');
  if (name !== undefined && here.some((one) => isNamed(one, name)))
    throw new SettingsProblem(`There is a workspace ${name} already.`);
  if (host && here.some((one) => one.host === host))
    throw new SettingsProblem(`Another workspace has the host name ${host}.`);
}

/** @throws SettingsProblem for one that is in use */
export function findRemoved(workspaces: readonly Workspace[], wanted: string): Workspace {
  const one = findWorkspace(workspaces, wanted);
  if (one.removedAt === null) throw new SettingsProblem(`${one.name} is in use. Remove it first.`);
  return one;
}

/** Takes one away for good. @throws SettingsProblem for one that is in use */
export function takeOut(workspaces: Workspace[], wanted: string): Workspace {
  const one = findRemoved(workspaces, wanted);
  workspaces.splice(workspaces.indexOf(one), 1);
  return one;
}

function dropToken(one: Workspace, name: string): void {
  const left = one.tokens.filter((token) => !isNamed(token, name));
  if (left.length === one.tokens.length) throw new SettingsProblem(`${one.name} has no token named ${name}.`);
  one.tokens = left;
}

/** One change at a time, whole or not at all. */
export type Changing = <T>(work: (workspaces: Workspace[]) => T) => T;

/** What is a change of what is known of workspaces, and nothing else. */
export function createEdits(change: Changing, clock: Clock) {
  return {
    /** @returns its token, which is written nowhere */
    add: (id: string, name: string, { host = null, quota = {} }: Change = {}): string =>
      change((workspaces) => {
        assertFree(workspaces, { name, host });
        const { token, stored } = newToken(id, name, clock.now());
        const full = { tasksPerDay: null, bytesKept: null, ...quota };
        const [createdAt, removedAt] = [clock.now(), null];
        workspaces.push({ id, name, host, createdAt, removedAt, quota: full, tokens: [stored] });
        return token;
      }),

    rename: (wanted: string, name: string): void =>
      change((workspaces) => {
        assertFree(workspaces, { name });
        findWorkspace(workspaces, wanted).name = name;
      }),

    set: (wanted: string, { host, quota }: Change): void =>
      change((workspaces) => {
        const one = findWorkspace(workspaces, wanted);
        if (host !== undefined && host !== one.host) assertFree(workspaces, { host });
        if (host !== undefined) one.host = host;
        one.quota = { ...one.quota, ...quota };
      }),

    /** One more token, for somebody whose name is noted with each task. */
    addToken: (wanted: string, name: string): string =>
      change((workspaces) => {
        const one = findWorkspace(workspaces, wanted);
        if (one.tokens.some((token) => isNamed(token, name)))
          throw new SettingsProblem(`${one.name} has a token named ${name} already.`);
        const { token, stored } = newToken(one.id, name, clock.now());
        one.tokens.push(stored);
        return token;
      }),

    /** Its logins end with it. */
    revoke: (wanted: string, name: string): void =>
      change((workspaces) => {
        dropToken(findWorkspace(workspaces, wanted), name);
      }),

    /** Nobody reaches it any more; what it has stays. */
    remove: (wanted: string): void =>
      change((workspaces) => {
        findWorkspace(workspaces, wanted).removedAt ??= clock.now();
      }),

    restore: (wanted: string): void =>
      change((workspaces) => {
        const one = findWorkspace(workspaces, wanted);
        if (one.removedAt !== null) assertFree(workspaces, one);
        one.removedAt = null;
      }),
  };
}
