import type { Connection, Scenario } from '#shared/connection.ts';
import type { Envelope } from '#shared/envelope.ts';
import { Refusal } from '#shared/problem.ts';
import type { Task } from '#shared/task.ts';

import { migrate } from '../db/migrations/schema.ts';
import { createSearchIndex } from '../db/search-index.ts';
import { createTaskList } from '../db/task-list.ts';
import { createTaskRepository } from '../db/task-repository.ts';
import { type TaskRow } from '../db/task-row.ts';
import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Sql } from '../platform/sql.ts';
import type { Storage } from '../platform/storage.ts';
import type { PassthroughCall, Vendor } from '../vendor/vendor.ts';
import { createAudioDownloader } from './audio/audio-downloader.ts';
import { openTake } from './audio/take-audio.ts';
import { createExport } from './backup/export-backup.ts';
import { createImport } from './backup/import-backup.ts';
import { createBatches } from './batches.ts';
import { createBulkActions } from './bulk-actions.ts';
import { createCredits } from './credits.ts';
import { createEventBus } from './event-bus.ts';
import { callbackTaskId, createTaskIdLinker } from './link-task-id.ts';
import { hideSecrets, rewriteLinks } from './passthrough.ts';
import { createPoller } from './poller.ts';
import { createRateLimiter, type Pace } from './rate-limiter.ts';
import { recover } from './recovery.ts';
import { requestAgain } from './retry.ts';
import { createSendQueue } from './send-queue.ts';
import { createSender } from './sender.ts';
import { createSubmit } from './submit.ts';
import type { Context, Point } from './task-context.ts';
import { toTask as entryToTask } from './task-view.ts';
import type { Tasks } from './tasks.ts';
import { createTrash } from './trash.ts';
import { watchVendorHealth } from './vendor-health.ts';

export interface TasksOptions {
  sql: Sql;
  upstream: Vendor;
  files: Files;
  /** Default: always ours. */
  storage?: Storage;
  clock: Clock;
  models: readonly string[];
  pace: Pace;
  /** The most tasks rendering at once; gates sends only. */
  concurrency: number;
  /** Our address as the vendor can reach it; null: no callbacks of ours. */
  publicUrl?: string | null;
  scenarios?: readonly Scenario[];
  atPoint?: (point: Point) => void;
  report?: (error: unknown) => void;
}

/** How long a closing ledger waits for what is on the wire. */
const CLOSE_MS = 20_000;
/** Credits are read again this long after a task started or ended. */
const CREDITS_SETTLE_MS = 1000;
/** Held tasks further back than this keep the place they were last told. */
const TOLD_PLACES = 50;
const PLACES_EVERY_MS = 2000;

/** A timer that throws (the row could not be written) would end the process. */
const careful = (clock: Clock, report: (error: unknown) => void): Clock => ({
  now: () => clock.now(),
  after: (ms, task) =>
    clock.after(ms, () => {
      try {
        task();
      } catch (error) {
        report(error);
      }
    }),
});

/** @throws UnusableData when the database is of a newer schema */
export function createTasks(options: TasksOptions): Tasks {
  const { sql, models, scenarios = [], publicUrl = null } = options;
  const report = options.report ?? ((error) => console.error(error));
  const clock = careful(options.clock, report);
  migrate(sql);
  const upstream = watchVendorHealth(options.upstream, clock, () => void pushConnection().catch(report));

  const pace = createRateLimiter(sql, clock, upstream.id, options.pace);
  const queue = createSendQueue(() => store, pace, upstream.id);
  const toTask = (entry: TaskRow): Task => entryToTask(entry, queue, (id) => batches.nameOf(id));
  const changes = createEventBus(toTask);
  const store = createTaskRepository(sql, clock, (entries) => {
    try {
      changes.publish(entries);
    } catch (error) {
      // It is written; who could not be told must not make it look as if it were not.
      report(error);
    }
  });
  const searchIndex = createSearchIndex(sql, store, report);
  const batches = createBatches({ sql, store, changes, clock, queue });
  const credits = createCredits(upstream, clock, () => void pushConnection().catch(report));
  const context: Context = {
    store,
    changes,
    pace,
    credits,
    upstream,
    clock,
    models,
    scenarios,
    publicUrl,
    report,
    files: options.files,
    storage: options.storage ?? { isStillOurs: () => true },
    concurrency: options.concurrency,
    atPoint: options.atPoint ?? (() => {}),
  };

  let closing = false;
  recover(context);
  const sender = createSender(context);
  const follower = createPoller(context);
  const keeper = createAudioDownloader(context);
  const bin = createTrash(context);
  const claims = createTaskIdLinker(context);
  const doors = createSubmit(
    context,
    toTask,
    (batch) => batches.open(batch),
    () => closing,
    sender.takeTurns,
  );
  const library = createTaskList(sql, toTask, store.lastEvent, searchIndex);
  const cancel = (id: string): TaskRow =>
    store.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
  const bulk = createBulkActions({
    store,
    toTask,
    cancel,
    remove: (id) => bin.remove(id),
    restore: (id) => bin.restore(id),
    journal: doors.journal,
  });
  const exports = createExport({ sql, library, files: options.files, clock });
  const imports = createImport(context, batches, searchIndex);
  const stopTelling = tellPlaces();
  const stopIndexing = searchIndex.follow(changes, clock);
  sender.wake();
  follower.resume();
  keeper.resume();
  bin.resume();
  imports.resume();

  async function connection(): Promise<Connection> {
    const balance = await credits.current();
    const silentSince = upstream.silentSince();
    return {
      upstream: upstream.name,
      host: upstream.host,
      dialect: upstream.dialect,
      hasKey: upstream.hasKey,
      models: [...models],
      pace: pace.limit,
      credits: balance,
      ...(silentSince !== null && { silentSince: new Date(silentSince).toISOString() }),
      keyPage: upstream.keyPage,
      scenarios: [...scenarios],
    };
  }

  /** As the queue moves, those in sight of its head hear their new place; and the balance after each start and end. */
  function tellPlaces(): () => void {
    let callOffPlaces: (() => void) | null = null;
    let callOffCredits = () => {};
    const unwatch = changes.watch((entry) => {
      if (entry.upstream !== upstream.id || closing) return;
      if (entry.state === 'rendering' || entry.state === 'ready') {
        callOffCredits();
        callOffCredits = clock.after(CREDITS_SETTLE_MS, () => void tellCredits().catch(report));
      }
      if (entry.state === 'held' || callOffPlaces) return;
      callOffPlaces = clock.after(PLACES_EVERY_MS, () => {
        callOffPlaces = null;
        const held = store.inState('held', upstream.id).slice(0, TOLD_PLACES);
        if (held.length > 0) store.transact(() => held.forEach(({ id }) => store.change(id, {})));
      });
    });
    return () => {
      unwatch();
      callOffPlaces?.();
      callOffCredits();
    };
  }

  async function tellCredits(): Promise<void> {
    const before = credits.known();
    if ((await credits.read()) !== before) await pushConnection();
  }

  async function pushConnection(): Promise<void> {
    if (closing) return;
    changes.push({ id: store.lastEvent(), event: 'connection', data: await connection() });
  }

  async function passThrough(call: PassthroughCall): Promise<Envelope> {
    const outcome = await upstream.passThrough(call);
    if (outcome.kind === 'answered') return outcome.envelope;
    throw new Refusal(424, outcome.problem);
  }

  return {
    submit: doors.submit,
    dropIn: doors.dropIn,
    list: (query) => library.list(query),
    *walk(filter) {
      for (const entries of library.walk(filter)) yield* entries.map(toTask);
    },
    facets: () => library.facets(),
    batches,
    bulk,
    backup: { text: exports.text, zip: exports.zip, preview: imports.preview, apply: imports.apply },
    get: (id) => toTask(store.shown(id)),
    patch(id, { title, notes, tags, favourite }) {
      const entry = store.shown(id);
      return toTask(
        store.change(id, {
          title: title ?? entry.title,
          notes: notes ?? entry.notes,
          tags: tags ?? entry.tags,
          favourite: favourite ?? entry.favourite,
        }),
      );
    },
    remove(id) {
      bin.remove(id);
    },
    restore: (id) => toTask(bin.restore(id)),
    cancel(id) {
      store.shown(id);
      return toTask(cancel(id));
    },
    dismiss(id) {
      store.shown(id);
      return toTask(store.move(id, 'dismissed'));
    },
    async check(id) {
      const entry = store.shown(id);
      const ours = entry.upstream === upstream.id && entry.taskId !== null;
      if (ours && (entry.state === 'rendering' || entry.state === 'failed')) await follower.check(id);
      return toTask(store.shown(id));
    },
    async resend(id, newId) {
      const entry = store.shown(id);
      const task = await doors.resend({ id: newId, request: requestAgain(entry) }, entry);
      if (!task || 'gone' in task)
        throw new Refusal(410, { code: 'not-found', message: 'That task was deleted.' });
      return task;
    },
    claim: async (id, taskId, force) => toTask(await claims.claim(id, taskId, force)),
    track: async (taskId) => toTask(await claims.track(taskId)),
    openTake: (id, n, range) => openTake(context, store.shown(id), n, range),
    async readRecord(taskId, takeUrl) {
      const envelope = hideSecrets(await passThrough({ call: 'record-info', taskId }));
      const entry = store.findByTaskId(taskId, upstream.id);
      return entry ? rewriteLinks(envelope, entry, (n) => takeUrl(toTask(entry), n)) : envelope;
    },
    readCredits: () => passThrough({ call: 'credit' }),
    readLyrics: (body) => passThrough({ call: 'lyrics', body }),
    connection,
    onCallback(secret, body) {
      const entry = store.findBySecret(secret);
      if (!entry) return;
      const taskId = callbackTaskId(body);
      if (entry.taskId !== null) follower.hurry(entry.id);
      else if (taskId !== null) claims.onCallback(entry, taskId).catch(report);
    },
    subscribe: (after, listener) => changes.subscribe(store, after, listener),
    async close() {
      closing = true;
      try {
        store.transact(() => {
          for (const entry of store.inStateAnywhere('held')) {
            if (entry.door === 'keyless')
              store.move(entry.id, 'cancelled', { endedAt: clock.now(), problem: null });
          }
        });
      } catch (error) {
        // The next start cancels them; what is on the wire is waited for all the same.
        report(error);
      }
      follower.close();
      keeper.close();
      bin.close();
      batches.close();
      imports.close();
      stopTelling();
      stopIndexing();
      let callOff = () => {};
      const patience = new Promise<void>((resolve) => (callOff = clock.after(CLOSE_MS, resolve)));
      const sent = sender.close();
      doors.dropHeld();
      await Promise.race([sent, patience]);
      callOff();
      doors.close();
    },
  };
}
