import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { BatchRef } from '#shared/batch.ts';
import { canonicalBody } from '#shared/canonical-body.ts';
import { type Problem, Refusal } from '#shared/problem.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';
import type { GoneTask, SubmitItem } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { TaskSource, TaskRow } from '../db/task-row.ts';
import type { Sender } from './sender.ts';
import type { Context } from './task-context.ts';
import type { DropInAnswer } from './tasks.ts';

/** How long the page's door waits for outcomes before it answers with what there is. */
const PAGE_WAIT_MS = 2000;
/** How long a keyless drop-in waits for its turn. */
export const KEYLESS_WAIT_MS = 25_000;

const isOpen = ({ state }: TaskRow): boolean => state === 'held' || state === 'sending';

const turnMissed: Problem = {
  code: 'slow-down',
  message: 'No turn within 25 s at the pace this account allows. Nothing was sent.',
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

/** A hang-up or a missed turn that cannot be written (disk full) is tried again. */
const REWRITE_MS = 1000;

const stopping = () =>
  new Refusal(503, {
    code: 'maintenance',
    message: 'Cuesmith is stopping. Nothing was sent. Try again shortly.',
  });

/** 507, not 503: a generic client sends a POST again on that. */
const unwritable = (cause: unknown) =>
  new Refusal(
    507,
    {
      code: 'server-error',
      message: 'The data folder cannot be written (is the disk full?), so nothing was sent.',
    },
    cause,
  );

/** Both ways in: journal first, then wait for what becomes of it. */
export function createSubmit(
  context: Context,
  toTask: (entry: TaskRow) => Task,
  openBatch: (batch: BatchRef) => string,
  isClosing: () => boolean,
  takeTurns: Sender['takeTurns'],
) {
  const { store, changes, upstream, clock } = context;
  const waiting = new Map<string, Set<() => void>>();

  changes.watch((entry) => {
    if (!isOpen(entry)) wake(entry.id);
  });

  function wake(id: string): void {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  }

  /** Resolves when the task is neither held nor sending, or when the ledger closes. */
  function outcome(id: string): Promise<void> {
    const entry = store.find(id);
    if (!entry || !isOpen(entry)) return Promise.resolve();
    return new Promise((resolve) => {
      const set = waiting.get(id) ?? new Set();
      waiting.set(id, set.add(resolve));
    });
  }

  /** Journals, joins or replays: null means that only a tombstone is left. @throws Refusal 422 key-reused */
  function admit(
    key: string | null,
    id: string,
    request: SoundRequest,
    bodyHash: string,
    door: TaskSource,
    { from = null, batch = null }: { from?: string | null; batch?: string | null } = {},
  ) {
    if (key !== null) {
      const known = store.findByKey(key) ?? (door === 'page' ? store.find(key) : null);
      const earlier = known ?? store.findTombstone(id, key);
      if (earlier) {
        if (earlier.bodyHash === bodyHash && earlier.upstream === upstream.id)
          return { entry: known, tombstone: known ? null : store.findTombstone(id, key) };
        throw new Refusal(422, {
          code: 'key-reused',
          message:
            earlier.upstream === upstream.id
              ? 'This key was already used for another request. Nothing was sent.'
              : 'This key was already used under another upstream. Nothing was sent.',
        });
      }
    }
    const entry = store.insert({
      id,
      key,
      door,
      bodyHash,
      request,
      state: 'held',
      upstream: upstream.id,
      resentFrom: from,
      batch,
      secret: context.publicUrl === null ? null : randomSecret(),
    });
    return { entry, tombstone: null };
  }

  function safely<T>(write: () => T): T {
    try {
      return store.transact(write);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      context.report(error);
      throw unwritable(error);
    }
  }

  /** One item of the page's door. @throws Refusal 422 key-reused */
  function journal(
    { id, request }: SubmitItem,
    origin: { from?: string | null; batch?: string | null },
  ): void {
    if (isClosing()) throw stopping();
    admit(id, id, request, hashBody(request), 'page', origin);
  }

  async function submit(items: SubmitItem[], batch?: BatchRef): Promise<(Task | GoneTask)[]> {
    if (isClosing()) throw stopping();
    const send = safely(() => {
      const origin = { batch: batch ? openBatch(batch) : null };
      for (const item of items) journal(item, origin);
      return takeTurns();
    });
    context.atPoint('journalled');
    send();
    return answer(items);
  }

  async function resend(item: SubmitItem, old: TaskRow): Promise<Task | GoneTask | undefined> {
    const send = safely(() => {
      journal(item, { from: old.id, batch: old.batch });
      return takeTurns();
    });
    context.atPoint('journalled');
    send();
    return (await answer([item]))[0];
  }

  /** As soon as every outcome is known, or what there is after 2 s. */
  async function answer(items: SubmitItem[]): Promise<(Task | GoneTask)[]> {
    const outcomes = Promise.all(items.map(({ id }) => outcome(id)));
    let callOff = () => {};
    const patience = new Promise<void>((resolve) => (callOff = clock.after(PAGE_WAIT_MS, resolve)));
    await Promise.race([outcomes, patience]);
    callOff();
    return items.map(({ id }) => {
      const entry = store.find(id);
      if (entry && entry.deletedAt === null) return toTask(entry);
      return { id, gone: true, taskId: entry?.taskId ?? store.findTombstone(id, id)?.taskId ?? null };
    });
  }

  async function dropIn(
    request: SoundRequest,
    { key, signal }: { key?: string; signal?: AbortSignal },
  ): Promise<DropInAnswer> {
    if (isClosing()) throw stopping();
    const bodyHash = hashBody(request);
    if (key === undefined && signal?.aborted === true) return cancelledAnswer;
    const id = crypto.randomUUID();
    const { entry, tombstone, send } = safely(() => ({
      ...admit(key ?? null, id, request, bodyHash, key === undefined ? 'keyless' : 'keyed'),
      send: takeTurns(),
    }));
    context.atPoint('journalled');
    send();
    if (!entry) return { taskId: tombstone?.taskId ?? null, problem: tombstone?.problem ?? null };
    const release = key === undefined ? limitWait(entry.id, signal) : () => {};
    await outcome(entry.id);
    release();
    const settled = store.find(entry.id) ?? entry;
    if (settled.state === 'sending') return stillOut;
    if (isOpen(settled)) throw stopping();
    if (isClosing() && settled.state === 'cancelled') throw stopping();
    return answerOf(settled);
  }

  /** Without a key nothing may be sent later than the client waits: its turn comes within 25 s, or never. */
  function limitWait(id: string, signal: AbortSignal | undefined): () => void {
    const end = (to: 'refused' | 'cancelled') => {
      const write = () => {
        try {
          if (store.find(id)?.state !== 'held') return;
          store.move(id, to, { endedAt: clock.now(), problem: to === 'refused' ? turnMissed : null });
        } catch (error) {
          context.report(error);
          clock.after(REWRITE_MS, write);
        }
      };
      return write;
    };
    const hangUp = end('cancelled');
    signal?.addEventListener('abort', hangUp, { once: true });
    const callOff = clock.after(KEYLESS_WAIT_MS, end('refused'));
    return () => {
      callOff();
      signal?.removeEventListener('abort', hangUp);
    };
  }

  return {
    submit,
    resend,
    journal,
    dropIn,
    /** Whose turn will not come any more need not wait for what is on the wire. */
    dropHeld(): void {
      for (const id of waiting.keys()) if (store.find(id)?.state === 'held') wake(id);
    },
    /** Nobody is kept waiting by a ledger that stops. */
    close(): void {
      for (const id of waiting.keys()) wake(id);
    },
  };
}

const cancelledAnswer: DropInAnswer = {
  taskId: null,
  problem: { code: 'cancelled', message: 'Cancelled before it was sent.', charged: 'no' },
};

function answerOf({ taskId, state, problem }: TaskRow): DropInAnswer {
  if (taskId !== null) return { taskId, problem: null };
  return state === 'cancelled' ? cancelledAnswer : { taskId: null, problem };
}

const hashBody = (request: KnownRequest): string => bytesToHex(sha256(utf8ToBytes(canonicalBody(request))));

/** 192 bits: not to be guessed. */
function randomSecret(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(24)));
}
