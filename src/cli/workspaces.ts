import { parseArgs } from 'node:util';

import { systemClock } from '../server/platform/clock.ts';
import { readSettings, SettingsProblem } from '../server/platform/node/settings.ts';
import { exitOnProblem } from './process-exit.ts';
import { manageWorkspaces } from './workspaces/manage-workspaces.ts';
import type { Change } from './workspaces/workspace-edits.ts';
import type { Workspace } from './workspaces/workspace-record.ts';

const USAGE = `npm run workspaces -- <what>
  add "Studio A" [--host studio-a.example] [--tasks-per-day 200] [--max-bytes 5GB]
  list
  set "Studio A" [--host … | --host none] [--tasks-per-day … | none] [--max-bytes … | none]
  rename "Studio A" "Studio B"
  token "Studio A" "Ana"      one more token, whose name is noted with each task
  revoke "Studio A" "Ana"
  remove "Studio A"           nobody reaches it any more; its folder stays
  restore "Studio A"
  purge "Studio A"            deletes its folder
  export "Studio A" <folder>  a data folder by itself, which never sends
  import <folder> "Studio A"  an export or a backup as a workspace`;

const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

function bytesOf(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?([KMGT]?B?)$/i.exec(text) ?? [];
  const factor = UNITS[unit.toUpperCase().replace(/^B$/, '')];
  if (number === undefined || factor === undefined)
    throw new SettingsProblem(`--max-bytes takes a size like 500MB or 5GB, not ${text}.`);
  return Number(number) * factor;
}

function countOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new SettingsProblem(`--tasks-per-day takes a whole number, not ${text}.`);
  return Number(text);
}

const orNone = <T>(text: string | undefined, read: (text: string) => T): T | null | undefined =>
  text === undefined ? undefined : text === 'none' ? null : read(text);

function hostOf(text: string): string {
  const name = URL.parse(`http://${text}`)?.hostname;
  if (!name || !/^[\w.-]+$/.test(text))
    throw new SettingsProblem(`--host takes a host name without a port, not ${text}.`);
  return name;
}

function changeOf(values: { host?: string; 'tasks-per-day'?: string; 'max-bytes'?: string }): Change {
  const host = orNone(values.host, hostOf);
  const tasksPerDay = orNone(values['tasks-per-day'], countOf);
  const bytesKept = orNone(values['max-bytes'], bytesOf);
  return {
    ...(host !== undefined && { host }),
    quota: {
      ...(tasksPerDay !== undefined && { tasksPerDay }),
      ...(bytesKept !== undefined && { bytesKept }),
    },
  };
}

function lineOf({ id, name, host, removedAt, quota, tokens }: Workspace): string {
  const { tasksPerDay, bytesKept } = quota;
  const facts = [
    host,
    tasksPerDay === null ? null : `tasks a day: ${tasksPerDay}`,
    bytesKept === null ? null : `${bytesKept / 1e9} GB`,
    `tokens: ${tokens.map((token) => token.name).join(', ') || 'none'}`,
    removedAt === null ? null : `removed ${new Date(removedAt).toISOString().slice(0, 10)}, folder kept`,
  ];
  return `${id}  ${name}  (${facts.filter((fact) => fact !== null).join('; ')})`;
}

const once = (token: string): string => `Its token, which is shown this once: ${token}`;

/** @returns what is said to the person */
function carryOut(words: string[], change: Change, dataDir: string): string[] {
  const [what, first, second, ...more] = words;
  const manage = manageWorkspaces(dataDir, systemClock);
  const isFirst = manage.list().length === 0;
  const restart = isFirst
    ? [
        'A server that runs must be started again, with ACCESS_TOKEN: it opens the workspace of the data folder itself.',
      ]
    : [];
  if (more.length > 0) throw new SettingsProblem(USAGE);
  if (what === 'list')
    return isFirst
      ? ['There are none: the data folder is one workspace by itself.']
      : manage.list().map(lineOf);
  if (first === undefined) throw new SettingsProblem(USAGE);
  if (second === undefined) {
    switch (what) {
      case 'add':
        return [once(manage.add(first, change).token), ...restart];
      case 'set':
        manage.set(first, change);
        return [`${first} is changed.`];
      case 'remove':
        manage.remove(first);
        return [
          `Nobody reaches ${first} any more. Its folder stays until: npm run workspaces -- purge "${first}"`,
        ];
      case 'restore':
        manage.restore(first);
        return [`${first} is back, with its tokens.`];
      case 'purge':
        manage.purge(first);
        return [`${first} and its folder are deleted.`];
      default:
        throw new SettingsProblem(USAGE);
    }
  }
  switch (what) {
    case 'rename':
      manage.rename(first, second);
      return [`${first} is called ${second} now.`];
    case 'token':
      return [once(manage.addToken(first, second))];
    case 'revoke':
      manage.revoke(first, second);
      return [`The token ${second} of ${first} opens nothing any more.`];
    case 'export': {
      const { tasks, files } = manage.exportTo(first, second);
      return [
        `${tasks} tasks and ${files} files of ${first} are in ${second}. To use it: DATA_DIR=${second}`,
      ];
    }
    case 'import':
      return [once(manage.importFrom(first, second).token), ...restart];
    default:
      throw new SettingsProblem(USAGE);
  }
}

await exitOnProblem(async () => {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        host: { type: 'string' },
        'tasks-per-day': { type: 'string' },
        'max-bytes': { type: 'string' },
      },
    });
  } catch {
    throw new SettingsProblem(USAGE);
  }
  const { dataDir } = readSettings({ DATA_DIR: process.env['DATA_DIR'] });
  console.log(carryOut(parsed.positionals, changeOf(parsed.values), dataDir).join('\n'));
});
