import type { Scenario } from '#shared/connection.ts';
import { Refusal } from '#shared/problem.ts';
import type { Task } from '#shared/task.ts';

import { createDownloadQueue } from '../db/download-queue.ts';
import { createQueueRepository } from '../db/queue-repository.ts';
import { createSearchIndex } from '../db/search-index.ts';
import { createSendLog } from '../db/send-log.ts';
import { createTaskList } from '../db/task-list.ts';
import type { TaskRow } from '../db/task-row.ts';
import { createWavRepository, readMediaKey } from '../db/wav-repository.ts';
import { type Clock, reportingClock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import { migrate, type Sql } from '../platform/sql.ts';
import type { Storage } from '../platform/storage.ts';
import type { Vendor } from '../vendor/vendor.ts';
import { createAudioDownloader } from './audio/audio-downloader.ts';
import { createMediaLinks } from './audio/media-links.ts';
import { createOpenMedia } from './audio/open-media.ts';
import { openTake } from './audio/take-audio.ts';
import { createExport } from './backup/export-backup.ts';
import { createImport } from './backup/import-backup.ts';
import { createBatches } from './batches.ts';
import { createBulkActions } from './bulk-actions.ts';
import { receiveCallback } from './callbacks.ts';
import { createConnectionStatus } from './connection-status.ts';
import { createCredits } from './credits.ts';
import { createEventBus } from './event-bus.ts';
import { claimTaskId } from './link-task-id.ts';
import { createPassthrough } from './passthrough.ts';
import { createPoller } from './polling/poller.ts';
import { createReadRateLimiter } from './polling/read-rate-limiter.ts';
import { cancelKeyless, recover } from './recovery.ts';
import { createRepositories } from './repositories.ts';
import { createRateLimiter, type Pace } from './sending/rate-limiter.ts';
import { createSendQueue } from './sending/send-queue.ts';
import { createSender } from './sending/sender.ts';
import { tellPlaces } from './sending/tell-places.ts';
import { createSingleActions } from './single-actions.ts';
import { createDropInSubmit } from './submit/drop-in-submit.ts';
import { createJournal } from './submit/journal.ts';
import { createOutcomes } from './submit/outcomes.ts';
import { createPageSubmit } from './submit/page-submit.ts';
import type { Point, TaskContext } from './task-context.ts';
import { toTask as viewOf } from './task-view.ts';
import type { Tasks } from './tasks.ts';
import { trackTask } from './track-task.ts';
import { createTrash } from './trash.ts';
import { watchVendorHealth } from './vendor-health.ts';
import { createWavConversions } from './wav-conversions.ts';

export interface TasksOptions {
  sql: Sql;
  /** The steps of `db/migrations`, oldest first. */
  migrations: readonly string[];
  vendor: Vendor;
  files: Files;
  /** Default: always ours. */
  storage?: Storage;
  clock: Clock;
  models: readonly string[];
  pace: Pace;
  /** The most tasks rendering at once; gates sends only. */
  concurrency: number;
  /** Our address as the vendor can reach it, base path and all; null: no callbacks of ours. */
  publicUrl?: string | null;
  /** What the links in a task begin with: `/cuesmith`, or nothing. */
  basePath?: string;
  scenarios?: readonly Scenario[];
  atPoint?: (point: Point) => void;
  report?: (error: unknown) => void;
}

/** How long `close` waits for what is on the wire. */
const CLOSE_MS = 20_000;

/** @throws UnusableData when a newer Cuesmith wrote the database */
export function createTasks(options: TasksOptions): Tasks {
  const { sql, files, clock } = options;
  migrate(sql, options.migrations);
  const { context, batches, status, toTask } = createContext(options);
  const { repository, events, vendor } = context;
  recover(context);

  let closing = false;
  const isClosing = () => closing;
  const searchIndex = createSearchIndex(sql, context.transactions, context.report);
  const list = createTaskList(sql, repository, searchIndex);
  const sender = createSender(context);
  const poller = createPoller(context);
  const downloader = createAudioDownloader(context, createDownloadQueue(sql, vendor.id, context.report));
  const trash = createTrash(context);
  const outcomes = createOutcomes(context);
  const journal = createJournal(context, { isClosing, takeTurns: () => sender.takeTurns() });
  const page = createPageSubmit(context, {
    journal,
    outcomes,
    toTask,
    openBatch: (batch) => batches.open(batch),
  });
  const links = createMediaLinks(readMediaKey(sql));
  const wavs = createWavRepository(sql);
  const wavConversions = createWavConversions(context, wavs, isClosing);
  const actions = createSingleActions(context, poller, toTask);
  const { batchRows, tombstones } = context;
  const exports = createExport({ list, batchRows, tombstones, files, clock });
  const imports = createImport(context, batches, searchIndex);
  const stopTellingPlaces = tellPlaces(context);
  const stopIndexing = searchIndex.follow((onChange) => events.watch(onChange), context.clock);
  sender.wake();
  poller.resume();
  downloader.resume();
  trash.resume();
  imports.resume();

  async function close(): Promise<void> {
    closing = true;
    try {
      cancelKeyless(context);
    } catch (error) {
      // The next start cancels them; what is on the wire is waited for all the same.
      context.report(error);
    }
    for (const part of [poller, downloader, trash, batches, imports, status]) part.close();
    stopTellingPlaces();
    stopIndexing();
    let callOff = () => {};
    const patience = new Promise<void>((resolve) => (callOff = context.clock.after(CLOSE_MS, resolve)));
    const sent = sender.close();
    outcomes.dropHeld();
    await Promise.race([Promise.all([sent, wavConversions.idle()]), patience]);
    callOff();
    outcomes.dropAll();
  }

  return {
    ...actions,
    ...createPassthrough(context, { links, wavs, tell: (id, outcome) => poller.tell(id, outcome) }),
    convertToWav: wavConversions.ask,
    openMedia: createOpenMedia(context, links, wavs),
    submit: (items, batch) => page.submit(items, batch),
    resend: (id, newId) => page.resend(id, newId),
    dropIn: createDropInSubmit(context, { journal, outcomes, isClosing }),
    list(query) {
      const { rows, ...rest } = list.page(query);
      return { tasks: rows.map(toTask), ...rest };
    },
    *walk(filter) {
      for (const rows of list.walk(filter)) yield* rows.map(toTask);
    },
    facets: () => list.facets(),
    batches,
    bulk: createBulkActions(context, { toTask, trash, cancel: actions.cancel, admitAgain: page.admitAgain }),
    backup: { text: exports.text, zip: exports.zip, preview: imports.preview, apply: imports.apply },
    remove: (id, { forever = false } = {}) => void (forever ? trash.purge(id) : trash.remove(id)),
    restore: (id) => toTask(trash.restore(id)),
    claim: async (id, taskId, force) => toTask(await claimTaskId(context, id, taskId, force)),
    track: async (taskId) => toTask(await trackTask(context, taskId)),
    onCallback: (secret, body) => receiveCallback(context, poller, secret, body),
    openTake: (id, n, range) => openTake(context, repository.shown(id), n, range),
    connection: status.current,
    warm(connection) {
      if (![vendor.id, vendor.name].includes(connection)) throw unknownConnection(connection);
      vendor.warm();
    },
    subscribe: (after, listener) => events.subscribe(after, listener),
    close,
  };
}

const unknownConnection = (id: string) =>
  new Refusal(404, { code: 'not-found', message: `There is no connection ${id}.`, field: 'connection' });

/** What all parts share, and the parts without which a task cannot be told. */
function createContext(options: TasksOptions) {
  const { sql, scenarios = [], publicUrl = null, atPoint = () => {} } = options;
  const { basePath = '' } = options;
  const { files, models, concurrency, storage = { isStillOurs: () => true } } = options;
  const report = options.report ?? ((error) => console.error(error));
  const clock = reportingClock(options.clock, report);
  const vendor = watchVendorHealth(options.vendor, clock, () => status.push());
  const queue = createQueueRepository(sql, vendor.id);
  const rateLimiter = createRateLimiter(createSendLog(sql, vendor.id), clock, options.pace);

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
  const sendQueue = createSendQueue({ queue, rateLimiter, vendorId: vendor.id });
  const batchName = (id: string) => batches.nameOf(id);
  const toTask = (row: TaskRow): Task =>
    viewOf(row, { queue: sendQueue, batchName, basePath, now: clock.now() });
  const events = createEventBus({
    toTask,
    lastEvent,
    missed: (after, limit) => ({
      rows: repository.changedSince(after, limit),
      gone: tombstones.since(after, limit),
    }),
  });
  events.watch(sendQueue.note);
  const credits = createCredits(vendor, clock, () => status.push());
  const context: TaskContext = {
    ...repositories,
    queue,
    events,
    rateLimiter,
    credits,
    vendor,
    pollLimits: createReadRateLimiter(clock),
    files,
    storage,
    clock,
    concurrency,
    models,
    scenarios,
    publicUrl,
    atPoint,
    report,
  };
  const batches = createBatches(context, sendQueue);
  const status = createConnectionStatus(context, vendor);
  return { context, batches, status, toTask };
}
