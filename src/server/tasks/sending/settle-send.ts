import type { Problem } from '#shared/problem.ts';

import { pause } from '../../platform/pause.ts';
import type { SendOutcome } from '../../vendor/vendor.ts';
import { applyRecord, DEADLINE_MS, samePrompt } from '../polling/apply-record.ts';
import type { ConnectionContext } from '../task-context.ts';
import { persistOutcome } from './persist-outcome.ts';

/** The longest a task waits after being told to slow down, however often. */
export const SLOW_DOWN_MAX_MS = 5 * 60_000;
/** All others wait this long per slow-down in a row, one window at most, so that a throttled account is not hammered. */
const PAUSE_STEP_MS = 2000;
/** A vendor that says "at once" again and again is not asked in a loop. */
const RETRY_AFTER_MIN_MS = 1000;
/** A record can be too fresh to be found right after the send. */
const CONFIRM_TRIES = 3;
const CONFIRM_GAP_MS = 1000;

type Refused = Extract<SendOutcome, { kind: 'refused' }>;

/**
 * Writes what became of a send.
 * @param stopped ends the tries that are still to come
 */
export function createSettleSend(context: ConnectionContext, stopped: AbortSignal) {
  const { repository, rateLimiter, vendor, clock } = context;
  let slowDowns = 0;

  const persist = (what: string, write: () => unknown) =>
    persistOutcome(
      context,
      () => stopped.aborted,
      `task ${what}`,
      () => void repository.transact(write),
    );

  const started = (taskId: string) => ({
    taskId,
    stage: 'PENDING' as const,
    problem: null,
    deadlineAt: clock.now() + DEADLINE_MS,
  });

  function refuse(id: string, { problem, slowDown, retryAfterMs }: Refused): void {
    const { source, attempts } = repository.fresh(id);
    const now = clock.now();
    if (!slowDown || source === 'keyless') {
      repository.move(id, 'refused', { problem, endedAt: now });
      return;
    }
    slowDowns++;
    const { perMs } = rateLimiter.pace();
    const saidMs = retryAfterMs === undefined ? null : Math.max(retryAfterMs, RETRY_AFTER_MIN_MS);
    rateLimiter.pause(saidMs ?? Math.min(PAUSE_STEP_MS * slowDowns, perMs));
    const sendAt = now + (saidMs ?? Math.min(perMs * 2 ** attempts, SLOW_DOWN_MAX_MS));
    const retryAt = new Date(sendAt).toISOString();
    repository.move(id, 'held', { problem: { ...problem, retryAt }, sendAt, attempts: attempts + 1 });
  }

  /** The answer was cut but held a taskId: only its record can say whether it is this task's. */
  async function confirm(id: string, taskId: string, problem: Problem, bytes: number): Promise<void> {
    for (let i = 0; i < CONFIRM_TRIES && !stopped.aborted; i++) {
      if (i > 0) await pause(clock, CONFIRM_GAP_MS);
      const outcome = await vendor.readRecord(taskId);
      if (outcome.kind !== 'found') continue;
      if (!samePrompt(outcome.record.request, repository.fresh(id).request)) break;
      return persist(`${id} (taskId ${taskId})`, () => {
        const row = repository.move(id, 'rendering', started(taskId));
        const told = applyRecord(row, outcome.record, { now: clock.now() });
        if (told) repository.move(id, told.state, told.change);
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
      repository.move(id, 'unknown', { problem, bytes, offeredTaskId, endedAt: clock.now() }),
    );
    const { credits: creditsAfter } = await vendor.readBalance();
    if (creditsAfter !== null && repository.find(id)) repository.change(id, { creditsAfter });
  }

  return async (id: string, outcome: SendOutcome): Promise<void> => {
    if (outcome.kind !== 'refused' || !outcome.slowDown) slowDowns = 0;
    switch (outcome.kind) {
      case 'accepted':
        return persist(`${id} (taskId ${outcome.taskId})`, () =>
          repository.move(id, 'rendering', started(outcome.taskId)),
        );
      case 'refused':
        return persist(id, () => refuse(id, outcome));
      case 'offered':
        return confirm(id, outcome.taskId, outcome.problem, outcome.bytes);
      case 'unknown': {
        // Its callback may have come before its answer went missing.
        const { offeredTaskId } = repository.fresh(id);
        if (offeredTaskId !== null) return confirm(id, offeredTaskId, outcome.problem, outcome.bytes);
        return doubt(id, outcome.problem, outcome.bytes, null);
      }
    }
  };
}

export type SettleSend = ReturnType<typeof createSettleSend>;
