import type { TaskRow } from '../../db/task-row.ts';
import type { RecordOutcome } from '../../vendor/vendor.ts';
import type { ConnectionContext } from '../task-context.ts';
import { applyRecord, timedOut } from './apply-record.ts';
import { isTimedOut, readLate } from './late-reader.ts';
import { PollSchedule } from './poll-schedule.ts';
import { createRecordReader } from './read-record.ts';

/** A vendor that says "done" without an address gets so long to give one. */
export const AUDIO_WAIT_MS = 5 * 60_000;

/** Follows every rendering task of a connection to its end by reading its record. */
export function createPoller(context: ConnectionContext) {
  const { id: own, repository, events, vendor, clock } = context;
  const reader = createRecordReader(context);
  const schedule = new PollSchedule(context, reader, (id) => poll(id).catch(context.report));
  let closed = false;

  const unwatch = events.watch((row) => {
    if (row.connection !== own) return;
    if (row.state !== 'rendering') schedule.drop(row.id);
    else if (!schedule.has(row.id)) schedule.follow(row, vendor.firstPollMs);
  });

  async function poll(id: string, { reopen = false } = {}): Promise<void> {
    const taskId = repository.find(id)?.taskId;
    if (taskId === undefined || taskId === null) return schedule.drop(id);
    const outcome = await reader.read(id, taskId);
    if (closed) return;
    if (schedule.becomesSlow(id)) repository.change(id, {});
    const row = repository.find(id);
    if (row && (row.state === 'rendering' || isTimedOut(row))) settle(row, outcome, reopen);
  }

  function settle(row: TaskRow, outcome: RecordOutcome, reopen: boolean): void {
    const now = clock.now();
    const isLate = row.state === 'rendering' && schedule.isPastDeadline(row.id);
    if (outcome.kind === 'found') {
      if (outcome.record.status.kind === 'without-audio') schedule.endWithin(row.id, AUDIO_WAIT_MS);
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
      for (const row of repository.inState('rendering', own)) schedule.follow(row, 0);
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
      if (!schedule.hurry(id)) poll(id, { reopen: true }).catch(context.report);
    },
    close(): void {
      closed = true;
      schedule.close();
      unwatch();
      stopReadingLate();
    },
  };
}
