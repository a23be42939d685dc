import type { TaskRow } from '../db/task-row.ts';
import type { RecordOutcome } from '../vendor/vendor.ts';
import { applyRecord, timedOut } from './apply-record.ts';
import type { Context } from './task-context.ts';

const GROWTH = 1.5;
const POLL_MAX_MS = 10_000;
/** Vendors allow 3 queries per second per task (upstream-api.md 2.4); 10 per second in all is our own manners. */
const PER_TASK = 3;
const IN_ALL = 10;
const SECOND_MS = 1000;
/** A timed-out task is asked for once an hour, for 14 days. */
export const LATE_EVERY_MS = 3_600_000;
export const LATE_FOR_MS = 14 * 24 * 3_600_000;

interface Watch {
  dueAt: number;
  gapMs: number;
}

export type Poller = ReturnType<typeof createPoller>;

/** Follows every rendering task to its end by reading its record. */
export function createPoller(context: Context) {
  const { store, changes, upstream, clock } = context;
  const watches = new Map<string, Watch>();
  const reading = new Map<string, Promise<RecordOutcome>>();
  /** Reads of the last second, whatever they were for. */
  let polls: { id: string; at: number }[] = [];
  let closed = false;
  let callOff = () => {};
  let callOffLate = () => {};

  changes.watch((entry) => {
    if (entry.upstream !== upstream.id) return;
    if (entry.state !== 'rendering') watches.delete(entry.id);
    else if (!watches.has(entry.id)) follow(entry.id, upstream.firstPollMs);
  });

  function follow(id: string, afterMs: number): void {
    watches.set(id, { dueAt: clock.now() + afterMs, gapMs: upstream.firstPollMs });
    schedule();
  }

  function schedule(): void {
    callOff();
    if (closed || watches.size === 0) return;
    const roomAt = room();
    let next = Infinity;
    for (const [id, watch] of watches)
      if (!reading.has(id)) next = Math.min(next, Math.max(watch.dueAt, roomAt(id)));
    if (next === Infinity) return;
    callOff = clock.after(Math.max(0, next - clock.now()), pollDue);
  }

  /** When each task may be read within both limits, as things stand. */
  function room(): (id: string) => number {
    const now = clock.now();
    polls = polls.filter(({ at }) => at > now - SECOND_MS);
    const freed = (reads: { at: number }[], limit: number) =>
      reads.length < limit ? now : (reads.at(-limit)?.at ?? now) + SECOND_MS;
    const ofAll = freed(polls, IN_ALL);
    const byTask = Map.groupBy(polls, ({ id }) => id);
    return (id) => Math.max(ofAll, freed(byTask.get(id) ?? [], PER_TASK));
  }

  function pollDue(): void {
    const now = clock.now();
    const due = [...watches]
      .filter(([id, watch]) => !reading.has(id) && watch.dueAt <= now)
      .sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [id, watch] of due) {
      if (room()(id) > now) continue;
      watch.gapMs = Math.min(Math.round(watch.gapMs * GROWTH), POLL_MAX_MS);
      watch.dueAt = now + watch.gapMs;
      poll(id).catch(context.report).finally(schedule);
    }
    schedule();
  }

  /** One read of the record, shared by all who ask for it meanwhile. */
  function read(id: string, taskId: string): Promise<RecordOutcome> {
    const under = reading.get(id);
    if (under) return under;
    const answer = readInTurn(id, taskId).finally(() => reading.delete(id));
    reading.set(id, answer);
    return answer;
  }

  /** A person who presses Check ten times a second is no reason to ask the vendor so often. */
  async function readInTurn(id: string, taskId: string): Promise<RecordOutcome> {
    for (let wait; (wait = room()(id) - clock.now()) > 0;)
      await new Promise<void>((resolve) => void clock.after(wait, resolve));
    polls.push({ id, at: clock.now() });
    return upstream.readRecord(taskId);
  }

  async function poll(id: string, { reopen = false } = {}): Promise<void> {
    const taskId = store.find(id)?.taskId;
    if (taskId === undefined || taskId === null) {
      watches.delete(id);
      return;
    }
    const outcome = await read(id, taskId);
    const entry = store.find(id);
    if (!entry || closed) return;
    if (entry.state !== 'rendering' && !isTimedOut(entry)) return;
    settle(entry, outcome, reopen);
  }

  function settle(entry: TaskRow, outcome: RecordOutcome, reopen: boolean): void {
    const now = clock.now();
    if (outcome.kind === 'found') {
      const told = applyRecord(entry, outcome.record, now, { reopen });
      if (told) store.move(entry.id, told.state, told.change);
      return;
    }
    const late = entry.state === 'rendering' && entry.deadlineAt !== null && now >= entry.deadlineAt;
    if (outcome.kind === 'not-found' && late) {
      store.move(entry.id, 'failed', { problem: timedOut, endedAt: now });
    }
  }

  function readLate(): void {
    if (closed) return;
    const since = clock.now() - LATE_FOR_MS;
    const late = store
      .inState('failed', upstream.id)
      .filter((entry) => isTimedOut(entry) && (entry.endedAt ?? 0) > since);
    const inTurn = async () => {
      for (const { id } of late) if (!closed) await poll(id);
    };
    inTurn().catch(context.report);
    callOffLate = clock.after(LATE_EVERY_MS, readLate);
  }

  return {
    /** After a start: every rendering task is read at once, in turn. */
    resume(): void {
      for (const { id } of store.inState('rendering', upstream.id)) follow(id, 0);
      callOffLate = clock.after(LATE_EVERY_MS, readLate);
    },
    /** Reads now, within the vendor's limit; what it says is on the task when this resolves. */
    check: (id: string): Promise<void> => poll(id, { reopen: true }),
    /** A callback came: read soon. */
    hurry(id: string): void {
      const watch = watches.get(id);
      if (watch) {
        watch.dueAt = clock.now();
        watch.gapMs = upstream.firstPollMs;
        schedule();
      } else poll(id, { reopen: true }).catch(context.report);
    },
    close(): void {
      closed = true;
      callOff();
      callOffLate();
    },
  };
}

export const isTimedOut = (entry: TaskRow): boolean =>
  entry.state === 'failed' && entry.problem?.code === 'timed-out' && entry.taskId !== null;
