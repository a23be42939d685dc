import type { BatchRef } from '#shared/batch.ts';
import type { SubmitItem } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { ApiError } from '../../lib/api-error.ts';
import { serverNow } from '../../lib/server-clock.ts';
import type { Outbox, PendingSend } from '../../state/outbox.ts';
import { errorText } from '../../strings/problem-strings.ts';

/** The server takes 500 tasks and 512 kB at once; less is there sooner and is journalled in one go. */
const PART_MAX = 200;
const PART_BYTES = 400_000;

export function cutIntoParts(items: readonly SubmitItem[]): SubmitItem[][] {
  const parts: SubmitItem[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    // UTF-8 takes three bytes for a UTF-16 unit at most.
    const size = JSON.stringify(item).length * 3;
    const last = parts.at(-1);
    if (last && last.length < PART_MAX && bytes + size <= PART_BYTES) {
      last.push(item);
      bytes += size;
    } else {
      parts.push([item]);
      bytes = size;
    }
  }
  return parts;
}

/** Uploads batches part by part; each part stays in the outbox until its answer came. */
export class UploadQueue {
  readonly #api: Api;
  readonly #outbox: Outbox;
  readonly #put: (tasks: readonly Task[]) => Promise<void> | void;
  /** The part that is on the wire. */
  #sent: PendingSend | null = null;

  /** @param put takes in what the server answered; only then is it forgotten here. */
  constructor(api: Api, outbox: Outbox, put: (tasks: readonly Task[]) => Promise<void> | void) {
    this.#api = api;
    this.#outbox = outbox;
    this.#put = put;
  }

  /** A press of Generate on a batch. The requests already carry their ids. */
  start(batch: BatchRef, items: readonly SubmitItem[]): Promise<void> {
    this.#outbox.addParts(batch, cutIntoParts(items), serverNow());
    return this.#send();
  }

  /** "Send" on what was not sent: the same ids, so that none can become two. */
  sendRest(batchId: string): Promise<void> {
    for (const part of this.#partsOf(batchId, 'not-sent')) this.#outbox.setStatus(part, 'sending');
    return this.#send();
  }

  /** Whatever of it waits here goes nowhere. What is on the wire is the server's already. */
  discard(batchId: string): void {
    const isWaiting = ({ batch, key }: PendingSend) => batch?.id === batchId && key !== this.#sent?.key;
    this.#outbox.drop(this.#outbox.parts().filter(isWaiting));
  }

  #partsOf(batchId: string, status: PendingSend['status']): PendingSend[] {
    return this.#outbox.parts().filter((part) => part.batch?.id === batchId && part.status === status);
  }

  async #send(): Promise<void> {
    if (this.#sent) return;
    const next = () => this.#outbox.parts().find(({ status }) => status === 'sending') ?? null;
    try {
      for (this.#sent = next(); this.#sent; this.#sent = next()) await this.#sendOne(this.#sent);
    } finally {
      this.#sent = null;
    }
  }

  async #sendOne(part: PendingSend): Promise<void> {
    const { batch, items } = part;
    try {
      const answer = await this.#api.submit([...items], batch ? { batch } : {});
      await this.#put(answer.tasks.filter((task): task is Task => !('gone' in task)));
      this.#outbox.drop([part]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Refused: nothing of it is under way, nor will the rest fare better. Unanswered: it may have arrived.
      if (error.isRefusal) this.#outbox.setStatus(part, 'not-sent', errorText(error));
      else this.#outbox.setStatus(part, 'checking');
      for (const other of this.#partsOf(batch?.id ?? '', 'sending'))
        this.#outbox.setStatus(other, 'not-sent');
    }
  }
}
