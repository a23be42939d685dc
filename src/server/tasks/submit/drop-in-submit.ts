import type { DropInRequest } from '#shared/drop-in/drop-in-request.ts';
import { type Problem, Refusal } from '#shared/problem.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { TaskRow } from '../../db/task-row.ts';
import { REWRITE_MS } from '../sending/persist-outcome.ts';
import type { ConnectionContext, TaskContext } from '../task-context.ts';
import type { DropInAnswer, DropInOptions } from '../tasks.ts';
import { type Journal, stopping } from './journal.ts';
import { isOpen, type Outcomes } from './outcomes.ts';

/** How long a keyless drop-in waits for its turn. */
export const KEYLESS_WAIT_MS = 25_000;

export const turnMissed: Problem = {
  code: 'slow-down',
  message: 'No turn within 25 s at the pace this account allows. Nothing was sent.',
  charged: 'no',
};

/** Where it would not be noticed that nobody waits any more. */
export const notItsTurn: Problem = {
  code: 'slow-down',
  message: 'It is not its turn yet at the pace this account allows. Nothing was sent.',
  charged: 'no',
};

/** Never "try again" (503) for what may have arrived. */
const stillOut: DropInAnswer = {
  taskId: null,
  problem: {
    code: 'outcome-unknown',
    message: 'Cuesmith is stopping, and the vendor has not answered yet. It may have taken the request.',
    charged: 'unsure',
  },
};

const cancelledAnswer: DropInAnswer = {
  taskId: null,
  problem: { code: 'cancelled', message: 'Cancelled before it was sent.', charged: 'no' },
};

interface DropInParts {
  journal: Journal;
  outcomes: Outcomes;
  isClosing: () => boolean;
}

/** What a program written for the vendor sends: one request, answered when its outcome is known. */
export function createDropInSubmit(context: TaskContext, { journal, outcomes, isClosing }: DropInParts) {
  const { repository } = context;

  return async (
    asked: DropInRequest,
    { key, signal, connection: named, by = null }: DropInOptions,
  ): Promise<DropInAnswer> => {
    if (isClosing()) throw stopping();
    const { context: connection } = context.connections.pick(named);
    const request = withModel(connection, asked);
    if (key === undefined && signal?.aborted === true) return cancelledAnswer;
    const id = crypto.randomUUID();
    const source = key === undefined ? 'keyless' : 'keyed';
    const { row, tombstone } = journal.write(() =>
      journal.admit({ id, key: key ?? null, source, request, connection: connection.id, by }),
    );
    if (!row) {
      const { taskId, problem } = tombstone;
      // Nothing came of it: it was cancelled before it was sent.
      return taskId === null && problem === null ? cancelledAnswer : { taskId, problem };
    }
    const release = key === undefined ? limitWait(context, row.id, signal) : () => {};
    await outcomes.of(row.id);
    release();
    const now = repository.find(row.id) ?? row;
    if (now.state === 'sending') return stillOut;
    if (isOpen(now) || (isClosing() && now.state === 'cancelled')) throw stopping();
    return answerOf(now);
  };
}

/** kie does not ask for a model: where none is named, it is the connection's default. @throws Refusal 400 elsewhere */
function withModel({ vendor, row }: ConnectionContext, { model, ...rest }: DropInRequest): SoundRequest {
  const named = model ?? (vendor.dialect === 'kie' ? row().models[0] : undefined);
  if (named !== undefined) return { ...rest, model: named };
  throw new Refusal(400, { code: 'invalid-request', message: 'model is missing.', field: 'model' });
}

/** Without a key nothing may be sent later than the client waits: its turn comes within 25 s, or at once, or never. */
function limitWait(
  { repository, clock, runtime, report }: TaskContext,
  id: string,
  signal: AbortSignal | undefined,
): () => void {
  const end = (to: 'refused' | 'cancelled', problem: Problem | null) => {
    const write = () => {
      try {
        if (repository.find(id)?.state !== 'held') return;
        repository.move(id, to, { endedAt: clock.now(), problem });
      } catch (error) {
        report(error);
        clock.after(REWRITE_MS, write);
      }
    };
    return write;
  };
  if (!runtime.noticesHangUp) {
    end('refused', notItsTurn)();
    return () => {};
  }
  const hangUp = end('cancelled', null);
  signal?.addEventListener('abort', hangUp, { once: true });
  const callOff = clock.after(KEYLESS_WAIT_MS, end('refused', turnMissed));
  return () => {
    callOff();
    signal?.removeEventListener('abort', hangUp);
  };
}

function answerOf({ taskId, state, problem }: TaskRow): DropInAnswer {
  if (taskId !== null) return { taskId, problem: null };
  return state === 'cancelled' ? cancelledAnswer : { taskId: null, problem };
}
