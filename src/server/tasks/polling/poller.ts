import type { TaskRow } from '../../db/task-row.ts';
import type { RecordOutcome } from '../../vendor/vendor.ts';
import type { ConnectionContext } from '../task-context.ts';
import { slowFrom } from '../task-view.ts';
import { applyRecord, DEADLINE_MS, timedOut } from './apply-record.ts';
import { createRecordReader } from './read-record.ts';

const GROWTH = 1.5;
const POLL_MAX_MS = 10_000;
/** A vendor that says "done" without an address gets so long to give one. */
export const AUDIO_WAIT_MS = 5 * 60_000;
/** A timed-out task is asked for once an hour, for 14 days. */
const LATE_EVERY_MS = 3_600_000;
const LATE_FOR_MS = 14 * 24 * 3_600_000;

/** One rendering task. Times are `clock.elapsed()`, which no set clock moves. */
interface Watch {
  dueAt: number;
  gapMs: number;
  deadlineAt: number;
  /** When to tell that it takes longer than usual; null once told. */
  slowAt: number | null;
}

/** Follows every rendering task of a connection to its end by reading its record. */
export function createPoller(context: ConnectionContext) {
  const { id: own, repository, events, vendor, clock } = context;
  const reader = createRecordReader(context);
  const watches = new Map<string, Watch>();
  let closed = false;
  let callOff = () => {};

  const unwatch = events.watch((row) => {
    if (row.connection !== own) return;
    if (row.state !== 'rendering') watches.delete(row.id);
    else if (!watches.has(row.id)) follow(row, vendor.firstPollMs);
  });

  function follow(row: TaskRow, afterMs: number): void {
    const { id, deadlineAt } = row;
    const now = clock.elapsed();
    // What the time of day says is left, and never more than a whole deadline.
    const leftMs = deadlineAt === null ? DEADLINE_MS : Math.min(DEADLINE_MS, deadlineAt - clock.now());
    watches.set(id, {
      dueAt: now + afterMs,
      gapMs: vendor.firstPollMs,
      deadlineAt: now + leftMs,
      slowAt: now + Math.max(0, slowFrom(row) - clock.now()),
    });
    schedule();
  }

  function schedule(): void {
    callOff();
    if (closed || watches.size === 0) return;
    const roomAt = reader.room();
    let next = Infinity;
    for (const [id, watch] of watches)
      if (!reader.isReading(id)) next = Math.min(next, Math.max(watch.dueAt, roomAt(id)));
    if (next === Infinity) return;
    callOff = clock.after(Math.max(0, next - clock.elapsed()), pollDue);
  }

  function pollDue(): void {
    const now = clock.elapsed();
    const due = [...watches]
      .filter(([id, watch]) => !reader.isReading(id) && watch.dueAt <= now)
      .sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [id, watch] of due) {
      if (reader.room(now)(id) > now) continue;
      watch.gapMs = Math.min(Math.round(watch.gapMs * GROWTH), POLL_MAX_MS);
      watch.dueAt = now + watch.gapMs;
      poll(id).catch(context.report).finally(schedule);
    }
    schedule();
  }

  async function poll(id: string, { reopen = false } = {}): Promise<void> {
    const taskId = repository.find(id)?.taskId;
    if (taskId === undefined || taskId === null) {
      watches.delete(id);
      return;
    }
    const outcome = await reader.read(id, taskId);
    if (closed) return;
    tellSlow(id);
    const row = repository.find(id);
    if (!row) return;
    if (row.state !== 'rendering' && !isTimedOut(row)) return;
    settle(row, outcome, reopen);
  }

  function tellSlow(id: string): void {
    const watch = watches.get(id);
    if (closed || !watch || watch.slowAt === null || clock.elapsed() < watch.slowAt) return;
    watch.slowAt = null;
    repository.change(id, {});
  }

  function settle(row: TaskRow, outcome: RecordOutcome, reopen: boolean): void {
    const now = clock.now();
    const deadlineAt = watches.get(row.id)?.deadlineAt;
    const isLate = row.state === 'rendering' && deadlineAt !== undefined && clock.elapsed() >= deadlineAt;
    if (outcome.kind === 'found') {
      const watch = watches.get(row.id);
      if (watch && outcome.record.status.kind === 'without-audio')
        watch.deadlineAt = Math.min(watch.deadlineAt, clock.elapsed() + AUDIO_WAIT_MS);
      const told = applyRecord(row, outcome.record, { now, isLate, reopen });
      if (told) repository.move(row.id, told.state, told.change);
    } else if (outcome.kind === 'not-found' && isLate) {
      repository.move(row.id, 'failed', { problem: timedOut, endedAt: now });
    }
  }

  const stopReadingLate = readLate(context, poll);

  return {
    /** After a start: every rendering task is read at once, in turn. */
    resume(): void {
      for (const row of repository.inState('rendering', own)) follow(row, 0);
    },
    /** Reads now, within the vendor's limit; what it says is on the task when this resolves. */
    check: (id: string): Promise<void> => poll(id, { reopen: true }),
    /** What a record said that somebody else read. */
    tell(id: string, outcome: RecordOutcome): void {
      const row = repository.find(id);
      if (row && !closed && (row.state === 'rendering' || isTimedOut(row))) settle(row, outcome, false);
    },
    /** A callback came: read soon. */
    hurry(id: string): void {
      const watch = watches.get(id);
      if (watch) {
        watch.dueAt = clock.elapsed();
        watch.gapMs = vendor.firstPollMs;
        schedule();
      } else poll(id, { reopen: true }).catch(context.report);
    },
    close(): void {
      closed = true;
      callOff();
      unwatch();
      stopReadingLate();
    },
  };
}

/** Asks once an hour for those that had not finished in time, as long as there are any. @returns ends it */
function readLate(
  { id: own, repository, events, clock, report }: ConnectionContext,
  poll: (id: string) => Promise<void>,
): () => void {
  let callOff: (() => void) | null = null;
  let closed = false;

  const late = () => repository.timedOut(own, clock.now() - LATE_FOR_MS);

  async function readInTurn(rows: TaskRow[]): Promise<void> {
    for (const { id } of rows) if (!closed) await poll(id);
  }

  function plan(): void {
    callOff ??= clock.after(LATE_EVERY_MS, read);
  }

  function read(): void {
    callOff = null;
    const rows = late();
    if (rows.length === 0) return;
    plan();
    readInTurn(rows).catch(report);
  }

  const unwatch = events.watch((row) => {
    if (row.connection === own && isTimedOut(row)) plan();
  });
  if (late().length > 0) plan();
  return () => {
    closed = true;
    unwatch();
    callOff?.();
  };
}

export const isTimedOut = (row: TaskRow): boolean =>
  row.state === 'failed' && row.problem?.code === 'timed-out' && row.taskId !== null;
