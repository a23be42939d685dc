import type { Problem } from '#shared/problem.ts';

import type { WavConversion, WavKey } from '../db/wav-repository.ts';
import { Unwritable } from '../platform/errors.ts';
import { pause } from '../platform/pause.ts';
import type { SendOutcome } from '../vendor/vendor.ts';
import { connectionKnowing } from './connections/connection-knowing.ts';
import { persistOutcome, REWRITE_MS } from './sending/persist-outcome.ts';
import { KEYLESS_WAIT_MS, notItsTurn, turnMissed } from './submit/drop-in-submit.ts';
import { stopping, unwritable } from './submit/journal.ts';
import type { ConnectionContext, TaskContext } from './task-context.ts';
import type { DropInAnswer } from './tasks.ts';

interface WavRequest {
  taskId: string;
  audioId: string;
  callBackUrl?: string | undefined;
}

export const wavInterrupted: Problem = {
  code: 'outcome-unknown',
  message:
    'Cuesmith stopped while this conversion was on its way. The vendor may have taken it; it is not asked again.',
  charged: 'unsure',
};

/**
 * Conversions to WAV. One can cost, so it is written down before it is sent, sent once, in turn with the sounds, and
 * whoever asks for the same again is told what became of it. What surely cost nothing may be asked for anew.
 */
export function createWavConversions(context: TaskContext, isClosing: () => boolean) {
  const { wavs, runtime } = context;
  const underway = new Map<string, Promise<DropInAnswer>>();

  wavs.doubtInterrupted(wavInterrupted);

  /** Whoever asked is told the outcome even where a stop comes before it can be written. */
  const persist = (what: string, write: () => void) =>
    persistOutcome(context, isClosing, what, write).catch(context.report);

  async function settle(
    key: WavKey,
    outcome: SendOutcome,
    { rateLimiter }: ConnectionContext,
  ): Promise<DropInAnswer> {
    if (outcome.kind === 'accepted') {
      await persist(`a WAV (taskId ${outcome.taskId})`, () => wavs.accept(key, outcome.taskId));
      return { taskId: outcome.taskId, problem: null };
    }
    const { problem } = outcome;
    const isFree = outcome.kind === 'refused' && problem.charged === 'no';
    if (outcome.kind === 'refused' && outcome.slowDown) rateLimiter.pause(outcome.retryAfterMs ?? REWRITE_MS);
    await persist('a WAV', () => (isFree ? wavs.remove(key) : wavs.doubt(key, problem)));
    return { taskId: null, problem };
  }

  async function convert(
    key: WavKey,
    { callBackUrl }: WavRequest,
    connection: ConnectionContext,
  ): Promise<DropInAnswer> {
    if (!(await takeTurn(key, connection, isClosing)))
      return { taskId: null, problem: runtime.noticesHangUp ? turnMissed : notItsTurn };
    const callback = callBackUrl ?? ownCallback(context);
    const options = callback === null ? {} : { callBackUrl: callback };
    return settle(key, await connection.vendor.convertToWav(key, options), connection);
  }

  function ask(request: WavRequest, named?: string): Promise<DropInAnswer> {
    const { taskId, audioId } = request;
    const { context: connection } = connectionKnowing(context, taskId, named);
    const key: WavKey = { connection: connection.id, taskId, audioId };
    const id = JSON.stringify([key.connection, taskId, audioId]);
    const joined = underway.get(id);
    if (joined) return joined;
    const known = wavs.find(key);
    if (known) return Promise.resolve(answerOf(known));
    if (isClosing()) return Promise.reject(stopping());
    const answer = convert(key, request, connection).finally(() => underway.delete(id));
    underway.set(id, answer);
    return answer;
  }

  return {
    ask,
    isBusy: () => underway.size > 0,
    /** Ends when nothing is on the wire. */
    idle: async (): Promise<void> => void (await Promise.allSettled(underway.values())),
  };
}

const ownCallback = ({ publicUrl }: TaskContext): string | null =>
  publicUrl === null ? null : `${publicUrl}/api/callbacks/wav`;

/** What became of one that was sent. */
const answerOf = ({ wavTaskId, problem }: WavConversion): DropInAnswer => ({
  taskId: wavTaskId,
  problem: wavTaskId === null ? (problem ?? wavInterrupted) : null,
});

/** Resolves when it is written down and its turn has come; false when there was no turn in time. @throws Refusal 507 */
async function takeTurn(
  key: WavKey,
  { rateLimiter, clock, transactions, storage, wavs, runtime }: ConnectionContext,
  isClosing: () => boolean,
): Promise<boolean> {
  const until = clock.elapsed() + (runtime.noticesHangUp ? KEYLESS_WAIT_MS : 0);
  for (;;) {
    if (isClosing()) throw stopping();
    if (!storage.isStillOurs()) throw unwritable();
    const now = clock.now();
    const waitMs = rateLimiter.nextAt() - now;
    if (waitMs <= 0) {
      try {
        transactions.transact(() => {
          rateLimiter.record();
          wavs.add(key, now);
        });
      } catch (error) {
        throw error instanceof Unwritable ? unwritable(error) : error;
      }
      return true;
    }
    if (clock.elapsed() + waitMs > until) return false;
    await pause(clock, waitMs);
  }
}
