import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { canonicalBody } from '#shared/canonical-body.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { TaskRow, TaskSource } from '../../db/task-row.ts';
import type { Tombstone } from '../../db/tombstone-repository.ts';
import type { TaskContext } from '../task-context.ts';
import { countTask } from './quota.ts';

export interface Submission {
  id: string;
  /** Idempotency key; null: none. */
  key: string | null;
  source: TaskSource;
  request: SoundRequest;
  /** Its connection's id. */
  connection: string;
  from?: string | null;
  batch?: string | null;
  /** Name of the token that it came by. */
  by?: string | null;
}

/** The task that answers a submission; after its purge only a tombstone does. */
export type Admitted = { row: TaskRow; tombstone: null } | { row: null; tombstone: Tombstone };

export const bodyHashOf = (request: SoundRequest): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalBody(request))));

export type Journal = ReturnType<typeof createJournal>;

/** Writes submissions down before anything is sent. */
export function createJournal(
  context: TaskContext,
  { isClosing, takeTurns }: { isClosing: () => boolean; takeTurns: () => () => void },
) {
  const { repository, tombstones } = context;

  function known({ id, key, source }: Submission): Admitted | null {
    if (key === null) return null;
    const row = repository.findByKey(key) ?? (source === 'page' ? repository.find(key) : null);
    if (row) return { row, tombstone: null };
    const tombstone = tombstones.find(id, key);
    return tombstone && { row, tombstone };
  }

  /** Journals, joins or replays. Call it in a transaction. @throws Refusal 422 key-reused, 429 quota-reached */
  function admit(submission: Submission): Admitted {
    const { id, key, source, request, connection, from = null, batch = null, by = null } = submission;
    const bodyHash = bodyHashOf(request);
    const earlier = known(submission);
    if (earlier) {
      const before = earlier.row ?? earlier.tombstone;
      if (before.connection !== connection) throw reused('under another connection');
      if (before.bodyHash !== bodyHash) throw reused('for another request');
      return earlier;
    }
    countTask(context.usage, context.clock, context.quota());
    const secret = context.publicUrl === null ? null : context.linkPrefix + randomSecret();
    const row = repository.insert({
      id,
      key,
      source,
      bodyHash,
      request,
      batch,
      sentBy: by,
      secret,
      state: 'held',
      connection,
      resentFrom: from,
    });
    return { row, tombstone: null };
  }

  return {
    admit,
    /**
     * Writes in one transaction, together with the sends whose turn is now; they leave when it is on disk.
     * @throws Refusal 503 while stopping, 507 when it cannot be written
     */
    write<T>(work: () => T): T {
      if (isClosing()) throw stopping();
      if (!context.storage.isStillOurs()) throw unwritable();
      const { result, send } = writeOr507(context, () => ({ result: work(), send: takeTurns() }));
      context.atPoint('journalled');
      send();
      return result;
    },
  };
}

function writeOr507<T>({ repository, report }: TaskContext, work: () => T): T {
  try {
    return repository.transact(work);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    report(error);
    throw unwritable(error);
  }
}

const reused = (how: string) =>
  new Refusal(422, {
    code: 'key-reused',
    message: `This key was already used ${how}. Nothing was sent.`,
  });

export const stopping = () =>
  new Refusal(503, {
    code: 'maintenance',
    message: 'Cuesmith is stopping. Nothing was sent. Try again shortly.',
  });

/** 507, not 503: a generic client sends a POST again on that. */
export const unwritable = (cause?: unknown) =>
  new Refusal(
    507,
    {
      code: 'server-error',
      ...because('diskFull'),
    },
    cause,
  );

/** 192 bits: not to be guessed. */
function randomSecret(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(24)));
}
