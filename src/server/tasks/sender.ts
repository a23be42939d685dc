import { type Problem, Refusal } from '#shared/problem.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { SendOutcome } from '../vendor/vendor.ts';
import { applyRecord, DEADLINE_MS, samePrompt, sendable } from './apply-record.ts';
import type { Context } from './task-context.ts';

/** The longest a task waits after being told to slow down, however often. */
const SLOW_DOWN_MAX_MS = 5 * 60_000;
/** All others wait this long per slow-down in a row, one window at most, so that a throttled account is not hammered. */
const PAUSE_STEP_MS = 2000;
/** A record can be too fresh to be found right after the send. */
const CONFIRM_TRIES = 3;
const CONFIRM_GAP_MS = 1000;
/** An outcome that cannot be written (disk full) is kept in memory and tried again. */
const REWRITE_MS = 1000;

export type Sender = ReturnType<typeof createSender>;

/** Takes held tasks in order, when pace and concurrency allow, and sends each exactly once. */
export function createSender(context: Context) {
  const { store, changes, pace, upstream, clock } = context;
  const onWire = new Map<string, Promise<void>>();
  const stopped = new AbortController();
  let slowDowns = 0;
  let callOff = () => {};

  // A task that leaves the wire or the renderer makes room; a new or returned one wants some.
  changes.watch(() => wakeAfter(0));

  function wakeAfter(ms: number): void {
    if (stopped.signal.aborted) return;
    callOff();
    callOff = clock.after(ms, pump);
  }

  function pump(): void {
    try {
      for (;;) {
        if (stopped.signal.aborted) return;
        const turn = takeTurn();
        if (typeof turn === 'object' && turn !== null) {
          launch(turn);
          continue;
        }
        if (turn !== null) wakeAfter(turn);
        return;
      }
    } catch (error) {
      // The journal could not be written (disk full, say): nothing was sent; try again later.
      context.report(error);
      wakeAfter(REWRITE_MS);
    }
  }

  /** The next task, marked as sending; or how long to wait for one; null until something changes. */
  function takeTurn(): TaskRow | number | null {
    if (store.countBusy(upstream.id) >= context.concurrency) return null;
    const now = clock.now();
    const [next] = store.select(
      `SELECT * FROM tasks WHERE state = 'held' AND upstream = ? AND (batch IS NULL OR batch NOT IN (SELECT id FROM batches WHERE paused = 1))
       ORDER BY max(send_at, ?), seq LIMIT 1`,
      upstream.id,
      now,
    );
    if (!next) return null;
    const at = Math.max(pace.nextAt(), next.sendAt);
    if (at > now) return at - now;
    return store.transact(() => {
      pace.record();
      return store.move(next.id, 'sending', {
        sentAt: now,
        problem: null,
        creditsBefore: context.credits.known(),
      });
    });
  }

  function launch(sending: TaskRow): void {
    const flight = send(sending)
      .catch(context.report)
      .finally(() => {
        onWire.delete(sending.id);
        wakeAfter(0);
      });
    onWire.set(sending.id, flight);
  }

  /**
   * In the transaction that journals: what may leave at once is marked as sending with it, so that both are one write.
   * @returns sends it; to be called when that is on disk
   */
  function takeTurns(): () => void {
    const taken: TaskRow[] = [];
    while (!stopped.signal.aborted) {
      const turn = takeTurn();
      if (turn === null || typeof turn === 'number') break;
      taken.push(turn);
    }
    return () => taken.forEach(launch);
  }

  async function send(entry: TaskRow): Promise<void> {
    const request = sendable(entry.request);
    if (!request) throw new Error(`Task ${entry.id} was queued with an incomplete request.`);
    context.atPoint('before-send');
    const ours = context.publicUrl !== null && entry.secret !== null;
    const callBackUrl =
      request.callBackUrl ?? (ours ? `${context.publicUrl}/api/callbacks/${entry.secret}` : undefined);
    const outcome = await upstream.send(request, callBackUrl === undefined ? {} : { callBackUrl });
    context.atPoint('after-send');
    await settle(entry.id, outcome);
    context.atPoint('after-settle');
  }

  async function settle(id: string, outcome: SendOutcome): Promise<void> {
    if (outcome.kind !== 'refused' || !outcome.slowDown) slowDowns = 0;
    switch (outcome.kind) {
      case 'accepted':
        return persist(`${id} (taskId ${outcome.taskId})`, () =>
          store.move(id, 'rendering', started(outcome.taskId)),
        );
      case 'refused':
        return persist(id, () => refuse(id, outcome.problem, outcome.slowDown));
      case 'offered':
        return confirm(id, outcome.taskId, outcome.problem, outcome.bytes);
      case 'unknown': {
        // Its callback may have come before its answer went missing.
        const { offeredTaskId } = store.fresh(id);
        if (offeredTaskId !== null) return confirm(id, offeredTaskId, outcome.problem, outcome.bytes);
        return doubt(id, outcome.problem, outcome.bytes, null);
      }
    }
  }

  const started = (taskId: string) => ({
    taskId,
    stage: 'PENDING' as const,
    problem: null,
    deadlineAt: clock.now() + DEADLINE_MS,
  });

  function refuse(id: string, problem: Problem, slowDown: boolean): void {
    const entry = store.fresh(id);
    const now = clock.now();
    if (!slowDown || entry.door === 'keyless') {
      store.move(id, 'refused', { problem, endedAt: now });
      return;
    }
    slowDowns++;
    pace.pauseUntil(now + Math.min(PAUSE_STEP_MS * slowDowns, pace.limit.perMs));
    const wait = Math.min(pace.limit.perMs * 2 ** entry.attempts, SLOW_DOWN_MAX_MS);
    const retryAt = new Date(now + wait).toISOString();
    store.move(id, 'held', {
      problem: { ...problem, retryAt },
      sendAt: now + wait,
      attempts: entry.attempts + 1,
    });
  }

  /** The answer was cut but held a taskId: only its record can say whether it is this task's. */
  async function confirm(id: string, taskId: string, problem: Problem, bytes: number): Promise<void> {
    for (let i = 0; i < CONFIRM_TRIES && !stopped.signal.aborted; i++) {
      if (i > 0) await pause(CONFIRM_GAP_MS);
      const outcome = await upstream.readRecord(taskId);
      if (outcome.kind !== 'found') continue;
      if (!samePrompt(outcome.record.request, store.fresh(id).request)) break;
      return persist(`${id} (taskId ${taskId})`, () => {
        store.move(id, 'rendering', started(taskId));
        const told = applyRecord(store.fresh(id), outcome.record, clock.now(), { reopen: false });
        if (told) store.move(id, told.state, told.change);
      });
    }
    return doubt(id, problem, bytes, taskId);
  }

  async function doubt(
    id: string,
    problem: Problem,
    bytes: number,
    offeredTaskId: string | null,
  ): Promise<void> {
    await persist(id, () =>
      store.move(id, 'unknown', { problem, bytes, offeredTaskId, endedAt: clock.now() }),
    );
    const creditsAfter = await upstream.readCredits();
    if (creditsAfter !== null && store.find(id)) store.change(id, { creditsAfter });
  }

  /** What a vendor answered is never lost to a full disk: it waits here until it can be written. */
  async function persist(what: string, write: () => unknown): Promise<void> {
    for (;;) {
      try {
        store.transact(write);
        return;
      } catch (cause) {
        if (cause instanceof Refusal) throw cause;
        const error = new Error(`The outcome of task ${what} could not be written.`, { cause });
        if (stopped.signal.aborted) throw error;
        context.report(error);
        await pause(REWRITE_MS);
      }
    }
  }

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  return {
    wake: () => wakeAfter(0),
    takeTurns,
    /** Sends nothing more; resolves when what is on the wire has ended. */
    async close(): Promise<void> {
      stopped.abort();
      callOff();
      await Promise.all(onWire.values());
    },
  };
}
