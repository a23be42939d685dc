import { mutationOptions, type QueryClient } from '@tanstack/react-query';

import { canonicalBody } from '#shared/canonical-body.ts';
import { wasFree } from '#shared/may-retry.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { GoneTask } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { type Api } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { newId } from '../lib/new-id.ts';
import { outbox as pageOutbox, type Outbox, type OutboxEntry } from '../state/outbox.ts';
import { putTask, taskCache } from './task-cache.ts';

/** An answered press stays the same press for so long: a double click, a bouncing key. */
const SAME_PRESS_MS = 2000;
/** The same body again within this asks first. */
const ASK_AGAIN_MS = 5 * 60_000;

interface Press {
  id: string;
  at: number;
  answer: Promise<Task | GoneTask>;
  answeredAt: number | null;
}

/** What was pressed lately, by body. One per page. */
export class Presses {
  readonly #latest = new Map<string, Press>();

  /** The press this one is a repetition of, or null. */
  same(request: SoundRequest, now: number): Press | null {
    const press = this.#latest.get(canonicalBody(request));
    if (!press) return null;
    return press.answeredAt === null || now - press.answeredAt < SAME_PRESS_MS ? press : null;
  }

  lastAt(request: SoundRequest): number | null {
    return this.#latest.get(canonicalBody(request))?.at ?? null;
  }

  start(request: SoundRequest, id: string, now: number, answer: Promise<Task | GoneTask>): void {
    const body = canonicalBody(request);
    const press: Press = { id, at: now, answer, answeredAt: null };
    this.#latest.set(body, press);
    void this.#follow(body, press);
  }

  async #follow(body: string, press: Press): Promise<void> {
    try {
      await press.answer;
      press.answeredAt = Date.now();
    } catch {
      // A press that failed is over: the next one starts anew (with the id of the outbox, if it stayed there).
      if (this.#latest.get(body) === press) this.#latest.delete(body);
    }
  }
}

const pagePresses = new Presses();

interface Memory {
  outbox?: Outbox;
  presses?: Presses;
}

/** A press of Generate. Pressed again while unanswered, it is the same press and sends nothing more. */
export const submitSound = (api: Api, { outbox = pageOutbox, presses = pagePresses }: Memory = {}) =>
  mutationOptions<Task | GoneTask, ApiError, SoundRequest>({
    mutationKey: ['tasks', 'submit'],
    retry: false,
    // Offline, the default would wait and then send by itself.
    networkMode: 'always',
    mutationFn: (request, { client }) => {
      const now = Date.now();
      const same = presses.same(request, now);
      if (same) return same.answer;
      const body = canonicalBody(request);
      const unanswered = outbox.rows().find((row) => canonicalBody(row.request) === body);
      const id = unanswered?.id ?? newId();
      const answer = send(api, client, outbox, { id, request, at: now });
      presses.start(request, id, now, answer);
      return answer;
    },
  });

/** "Send" on a row that never reached the server: the same id, so that it cannot become two. */
export const sendAgain = (api: Api, outbox: Outbox = pageOutbox) =>
  mutationOptions<Task | GoneTask, ApiError, OutboxEntry>({
    mutationKey: ['tasks', 'send-unsent'],
    retry: false,
    networkMode: 'always',
    mutationFn: ({ id, request }, { client }) => send(api, client, outbox, { id, request, at: Date.now() }),
  });

async function send(
  api: Api,
  client: QueryClient,
  outbox: Outbox,
  entry: OutboxEntry,
): Promise<Task | GoneTask> {
  outbox.add(entry);
  try {
    const { id, request } = entry;
    const answer = await api.submit([{ id, request }]);
    const [task] = answer.tasks;
    if (!task) throw new ApiError('bad-answer', 200);
    if (!('gone' in task)) putTask(client, task);
    outbox.drop(id);
    return task;
  } catch (error) {
    if (error instanceof ApiError && error.isRefusal) outbox.drop(entry.id);
    else outbox.setStatus(entry.id, 'checking');
    throw error;
  }
}

/**
 * Asks the server about everything that was pressed and never answered. Known there: it becomes an ordinary task.
 * Unknown: it is shown as not sent. Sends nothing.
 * @returns false when the server did not answer, so that it is to be asked again.
 */
export async function settleOutbox(api: Api, client: QueryClient, outbox = pageOutbox): Promise<boolean> {
  const open = outbox.rows().filter(({ status }) => status === 'checking');
  const answers = await Promise.all(open.map((row) => settle(api, client, outbox, row)));
  return answers.every(Boolean);
}

async function settle(api: Api, client: QueryClient, outbox: Outbox, { id }: OutboxEntry): Promise<boolean> {
  try {
    putTask(client, await api.task(id));
    outbox.drop(id);
    return true;
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 404) outbox.setStatus(id, 'not-sent');
    // It arrived, and was deleted since.
    else if (status === 410) outbox.drop(id);
    else return false;
    return true;
  }
}

/**
 * How long ago the same body was sent, when that is recent enough to ask before sending it again; else null.
 * A double press is no repetition, and neither is what certainly cost nothing.
 */
export function sentAgoMs(
  client: QueryClient,
  request: SoundRequest,
  presses: Presses = pagePresses,
  now: number = Date.now(),
): number | null {
  if (presses.same(request, now)) return null;
  const body = canonicalBody(request);
  let latest: number | null = null;
  let known = false;
  for (const task of taskCache(client).all()) {
    if (canonicalBody(task.request) !== body) continue;
    known = true;
    if (!wasFree(task) && !task.tracked) latest = Math.max(latest ?? 0, Date.parse(task.createdAt));
  }
  // The press itself tells, should its task not have come yet.
  if (!known) latest = presses.lastAt(request);
  if (latest === null) return null;
  const ago = Math.max(0, now - latest);
  return ago < ASK_AGAIN_MS ? ago : null;
}
