import { Refusal } from '#shared/problem.ts';
import type { Task } from '#shared/task.ts';

import { createConnectionRepository } from '../db/connection-repository.ts';
import { createQueueRepository } from '../db/queue-repository.ts';
import { createSearchIndex } from '../db/search-index.ts';
import { createTaskList } from '../db/task-list.ts';
import type { TaskRow } from '../db/task-row.ts';
import { readMediaKey } from '../db/wav-repository.ts';
import { type Clock, reportingClock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Secrets } from '../platform/secrets.ts';
import { migrate, type Sql } from '../platform/sql.ts';
import type { Storage } from '../platform/storage.ts';
import { createMediaLinks, linkPrefixOf } from './audio/media-links.ts';
import { createOpenMedia } from './audio/open-media.ts';
import { openTake } from './audio/take-audio.ts';
import { createExport } from './backup/export-backup.ts';
import { createImport } from './backup/import-backup.ts';
import { createBatches } from './batches.ts';
import { createBulkActions } from './bulk-actions.ts';
import { receiveCallback } from './callbacks.ts';
import type { AddressCheck } from './connections/address-of.ts';
import { createConnectionActions } from './connections/connection-actions.ts';
import { createConnectionList } from './connections/connection-list.ts';
import { Connections, type FixedConnection, type OpenVendor } from './connections/connection-registry.ts';
import { createEventBus } from './event-bus.ts';
import { claimTaskId } from './link-task-id.ts';
import { createPassthrough } from './passthrough.ts';
import { recover } from './recovery.ts';
import { createRepositories } from './repositories.ts';
import { shutDown } from './shut-down.ts';
import { createSingleActions } from './single-actions.ts';
import { createDropInSubmit } from './submit/drop-in-submit.ts';
import { createJournal } from './submit/journal.ts';
import { createOutcomes } from './submit/outcomes.ts';
import { createPageSubmit } from './submit/page-submit.ts';
import { NO_QUOTA, type Quota } from './submit/quota.ts';
import type { Point, RuntimeLimits, TaskContext } from './task-context.ts';
import { toTask as viewOf } from './task-view.ts';
import type { Tasks } from './tasks.ts';
import { trackTask } from './track-task.ts';
import { createTrash } from './trash.ts';
import { createWavConversions } from './wav-conversions.ts';

export interface TasksOptions {
  sql: Sql;
  /** The steps of `db/migrations`, oldest first. */
  migrations: readonly string[];
  /** Set up outside of the page; the sandbox is one of them. */
  fixed: readonly FixedConnection[];
  openVendor: OpenVendor;
  /** Of addresses that are typed in the page. */
  checkAddress: AddressCheck;
  secrets: Secrets;
  files: Files;
  /** Default: always ours. */
  storage?: Storage;
  clock: Clock;
  /** Our address as the vendor can reach it, base path and all; null: no callbacks of ours. */
  publicUrl?: string | null;
  /** What the links in a task begin with: `/cuesmith`, or nothing. */
  basePath?: string;
  /** id of the workspace, where there are several: links and callbacks say it. */
  workspace?: string;
  /** May change at any time. */
  quota?: () => Quota;
  /** Default: Node's, without limits. */
  runtime?: Partial<RuntimeLimits>;
  atPoint?: (point: Point) => void;
  report?: (error: unknown) => void;
}

const NO_LIMITS: RuntimeLimits = { maxOnWire: Infinity, canProveUnsent: true, noticesHangUp: true };

/** @throws UnusableData when a newer Cuesmith wrote the database */
export function createTasks(options: TasksOptions): Tasks {
  const { sql, files, clock } = options;
  migrate(sql, options.migrations);
  const { context, registry, batches, connectionList, toTask } = createContext(options);
  const { repository, events } = context;
  registry.read();
  recover(context);

  let closing = false;
  const isClosing = () => closing;
  const searchIndex = createSearchIndex(sql, context.transactions, context.report);
  const list = createTaskList(sql, repository, searchIndex);
  const trash = createTrash(context);
  const outcomes = createOutcomes(context);
  const journal = createJournal(context, { isClosing, takeTurns: () => registry.takeTurns() });
  const page = createPageSubmit(context, {
    journal,
    outcomes,
    toTask,
    openBatch: (batch) => batches.open(batch),
  });
  const links = createMediaLinks(readMediaKey(sql), context.linkPrefix);
  const wavConversions = createWavConversions(context, isClosing);
  const actions = createSingleActions(context, toTask);
  const { batchRows, connectionRows, tombstones } = context;
  const exports = createExport({
    list,
    batchRows,
    connectionRows,
    tombstones,
    wavs: context.wavs,
    files,
    clock,
  });
  const imports = createImport(context, batches, searchIndex);
  const stopIndexing = searchIndex.follow((onChange) => events.watch(onChange), context.clock);
  registry.start();
  trash.resume();
  imports.resume();

  const parts = [trash, batches, imports, connectionList];
  const close = () => {
    closing = true;
    return shutDown(context, { parts, stopIndexing, registry, outcomes, wavConversions });
  };

  return {
    ...actions,
    ...createPassthrough(context, { links }),
    convertToWav: wavConversions.ask,
    openMedia: createOpenMedia(context, links),
    submit: (items, options) => page.submit(items, options),
    resend: (id, newId, options) => page.resend(id, newId, options),
    dropIn: createDropInSubmit(context, { journal, outcomes, isClosing }),
    ...listAnswers(list, toTask, registry),
    batches,
    bulk: createBulkActions(context, { toTask, trash, cancel: actions.cancel, admitAgain: page.admitAgain }),
    backup: { text: exports.text, zip: exports.zip, preview: imports.preview, apply: imports.apply },
    remove: (id, { forever = false } = {}) => void (forever ? trash.purge(id) : trash.remove(id)),
    restore: (id) => toTask(trash.restore(id)),
    claim: async (id, taskId, force) => {
      const connection = registry.of(repository.shown(id));
      return toTask(await claimTaskId(connection.context, id, taskId, force));
    },
    track: async (taskId, { connection, ...options } = {}) =>
      toTask(await trackTask(registry.pick(connection).context, taskId, options)),
    onCallback: (secret, body) => receiveCallback(context, secret, body),
    openTake: (id, n, range) => openTake(context, repository.shown(id), n, range),
    warm: (connection) => vendorToWarm(registry, connection).warm(),
    connections: createConnectionActions(context, connectionList, {
      registry,
      secrets: options.secrets,
      openVendor: options.openVendor,
      checkAddress: options.checkAddress,
    }),
    subscribe: (after, listener) => events.subscribe(after, listener),
    isBusy: () => registry.isBusy() || wavConversions.isBusy() || imports.isWaiting(),
    close,
  };
}

/** The list as it is told: tasks for rows, names for ids. */
const listAnswers = (
  list: ReturnType<typeof createTaskList>,
  toTask: (row: TaskRow) => Task,
  registry: Connections,
): Pick<Tasks, 'list' | 'walk' | 'facets'> => ({
  list(query) {
    const { rows, ...rest } = list.page(query);
    return { tasks: rows.map(toTask), ...rest };
  },
  *walk(filter) {
    for (const rows of list.walk(filter)) yield* rows.map(toTask);
  },
  facets() {
    const { connections, ...rest } = list.facets();
    return { ...rest, connections: connections.map((one) => ({ ...one, name: registry.nameOf(one.id) })) };
  },
});

function vendorToWarm(registry: Connections, connection: string) {
  const found = registry.find(connection);
  if (found) return found.context.vendor;
  const message = `There is no connection ${connection}.`;
  throw new Refusal(404, { code: 'not-found', message, field: 'connection' });
}

/** What all parts share, and the parts without which a task cannot be told. */
function createContext(options: TasksOptions) {
  const { sql, publicUrl = null, basePath = '', atPoint = () => {} } = options;
  const { files, storage = { isStillOurs: () => true } } = options;
  const report = options.report ?? ((error) => console.error(error));
  const clock = reportingClock(options.clock, report);

  const onCommit = (rows: TaskRow[]) => {
    try {
      events.publish(rows);
    } catch (error) {
      // It is written; who could not be told must not make it look as if it were not.
      report(error);
    }
  };
  const repositories = createRepositories({ sql, clock, onCommit, report });
  const { repository, tombstones } = repositories;
  const { lastEvent } = repository;
  const batchName = (id: string) => batches.nameOf(id);
  const toTask = (row: TaskRow): Task =>
    viewOf(row, { connections: registry, batchName, basePath, now: clock.now() });
  const events = createEventBus({
    toTask,
    lastEvent,
    missed: (after, limit) => ({
      rows: repository.changedSince(after, limit),
      gone: tombstones.since(after, limit),
    }),
  });
  const registry = new Connections(() => context, {
    ...options,
    onChange: () => connectionList.push(),
  });
  const context: TaskContext = {
    ...repositories,
    connectionRows: createConnectionRepository(sql),
    connections: registry,
    queue: createQueueRepository(sql),
    events,
    files,
    storage,
    clock,
    publicUrl,
    linkPrefix: linkPrefixOf(options.workspace ?? ''),
    quota: options.quota ?? (() => NO_QUOTA),
    runtime: { ...NO_LIMITS, ...options.runtime },
    atPoint,
    report,
  };
  const batches = createBatches(context);
  const connectionList = createConnectionList(context);
  return { context, registry, batches, connectionList, toTask };
}
