import { DatabaseSync } from 'node:sqlite';

import { onTestFinished } from 'vitest';

import type { Pace } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Files } from '../server/platform/files.ts';
import { nodeSql } from '../server/platform/node/node-sqlite.ts';
import { readMigrations } from '../server/platform/node/read-migrations.ts';
import type { Secrets } from '../server/platform/secrets.ts';
import type { FixedConnection } from '../server/tasks/connections/connection-registry.ts';
import { createTasks, type TasksOptions } from '../server/tasks/create-tasks.ts';
import type { Vendor } from '../server/vendor/vendor.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createScriptedVendor, type ScriptedVendor } from './scripted-vendor.ts';
import { aSound } from './task-builders.ts';

const migrations = readMigrations();

export const softRain: SoundRequest = aSound();

/** A UUID that says its number. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Files that live as long as the test; `fail` makes the next writes fail as a file system does. */
export function memoryFiles(): Files & {
  stored: Map<string, Uint8Array>;
  fail: (code: string | null) => void;
} {
  const stored = new Map<string, Uint8Array>();
  let failure: string | null = null;
  return {
    stored,
    fail: (code) => void (failure = code),
    async write(name, body) {
      if (failure !== null) throw Object.assign(new Error(failure), { code: failure });
      const bytes =
        body instanceof Uint8Array ? body : new Uint8Array(await new Response(body).arrayBuffer());
      stored.set(name, bytes);
      return bytes.length;
    },
    size: async (name) => stored.get(name)?.length ?? null,
    async read(name, range) {
      const bytes = stored.get(name);
      return bytes ? new Blob([bytes.slice(range?.start, range && range.end + 1)]).stream() : null;
    },
    remove: async (name) => void stored.delete(name),
  };
}

export type TasksKit = ReturnType<typeof startTasks>;

/** Keys that live as long as the test. */
function memorySecrets(): Secrets {
  const keys = new Map<string, string>();
  return {
    get: (id) => keys.get(id) ?? null,
    set: (id, key) => void keys.set(id, key),
    remove: (id) => void keys.delete(id),
  };
}

/** One vendor, set up outside of the page. */
interface OneVendor {
  vendor?: Vendor;
  models?: string[];
  pace?: Pace;
  concurrency?: number;
}

const fixedConnection = (
  client: Vendor,
  { models = ['V5'], pace = { count: 20, perMs: 10_000 }, concurrency = 100 }: OneVendor = {},
): FixedConnection => ({
  row: {
    id: client.id,
    name: client.id,
    vendor: 'custom',
    baseUrl: client.id,
    dialect: 'apibox',
    route: null,
    models,
    pace,
    concurrency,
    source: 'environment',
  },
  client,
  keyHint: null,
  hasKey: true,
});

/** The real tasks on SQLite in memory, a clock of the test's own and a vendor that does as it is told. */
export function startTasks(
  options: Partial<TasksOptions> &
    OneVendor & {
      kept?: {
        sql: DatabaseSync;
        clock: ManualClock;
        vendor: ScriptedVendor;
        files: ReturnType<typeof memoryFiles>;
      };
    } = {},
) {
  const { kept, vendor: client, models, pace, concurrency, ...rest } = options;
  const oneVendor = { ...(models && { models }), ...(pace && { pace }), ...(concurrency && { concurrency }) };
  const sql = kept?.sql ?? new DatabaseSync(':memory:');
  const clock = kept?.clock ?? createManualClock();
  const vendor = kept?.vendor ?? createScriptedVendor({ clock });
  const files = kept?.files ?? memoryFiles();
  const reports: unknown[] = [];
  const tasks = createTasks({
    sql: nodeSql(sql),
    migrations,
    fixed: [fixedConnection(client ?? vendor.client, oneVendor)],
    openVendor: () => vendor.client,
    checkAddress: async () => null,
    secrets: memorySecrets(),
    files,
    clock,
    report: (error) => reports.push(error),
    ...rest,
  });
  let closed = false;
  const stop = async () => {
    if (closed) return;
    closed = true;
    const ended = tasks.close();
    await clock.advance(20_000);
    await ended;
  };
  onTestFinished(stop);
  /** Lets what is due happen, without time passing to speak of. */
  const settle = () => clock.advance(0);
  const submit = async (n: number, request: SoundRequest = softRain) => {
    const answer = tasks.submit([{ id: uuid(n), request }]);
    await settle();
    await clock.advance(2000);
    const [task] = await answer;
    if (!task) throw new Error('No answer.');
    return task;
  };
  return {
    tasks,
    sql,
    clock,
    vendor,
    files,
    reports,
    settle,
    submit,
    stop,
    /** The same data under a new tasks, as after a crash: the old one is left as it is, its timers gone with its clock. */
    restart(more: Partial<TasksOptions> & OneVendor = {}) {
      clock.forget();
      closed = true;
      return startTasks({ ...options, ...more, kept: { sql, clock, vendor, files } });
    },
  };
}
