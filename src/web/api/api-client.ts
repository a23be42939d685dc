import { queryOptions, type QueryClient } from '@tanstack/react-query';

import type { Connection } from '#shared/connection.ts';
import type { Problem } from '#shared/problem.ts';
import type { SubmitAnswer, SubmitBody, SubmitItem, TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { ApiError } from '../lib/api-error.ts';
import { noteServerDate } from '../lib/server-clock.ts';
import { noteSync } from '../state/sync-status.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError;
  }
}

interface CallOptions {
  /** JSON, or a file of its own type as it is. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** How long an answer may take. */
  waitMs?: number;
  /** Hears the share of the body that has gone out, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** The page's own server, call by call; `GET /api/openapi.json` describes them all. */
export interface Api {
  /** Any call, for what comes later than this file (task-calls.ts, library-api.ts). */
  call<Answer>(method: string, path: string, options?: CallOptions): Promise<Answer>;
  submit(items: SubmitItem[], options?: Omit<SubmitBody, 'tasks'>): Promise<SubmitAnswer>;
  /** `query`: filters, search and order, written as in an address. */
  tasks(
    page: { cursor?: string | null; limit?: number; query?: string },
    signal?: AbortSignal,
  ): Promise<TaskPage>;
  task(id: string, signal?: AbortSignal): Promise<Task>;
  connections(signal?: AbortSignal): Promise<Connection[]>;
  /** The open event stream; `after` is the last event id seen. */
  events(after: number | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

const ANSWER_MS = 30_000;
const UNAUTHORIZED = 401;

type OnProgress = CallOptions['onProgress'];
export type Send = (path: string, init: RequestInit, onProgress?: OnProgress) => Response | Promise<Response>;

/** Beside the page, whatever path a proxy serves that under. */
const sendByBrowser: Send = async (path, init, onProgress) => {
  if (!onProgress) return fetch(`.${path}`, init);
  const { sendWithProgress } = await import('./send-with-progress.ts');
  return sendWithProgress(`.${path}`, init, onProgress);
};

/** Notes what any answer says of login and build. */
function noteAnswers(firstBuild: string | null) {
  return ({ status, headers }: Response): void => {
    const build = headers.get('x-build');
    firstBuild ??= build;
    noteSync({
      isLoggedOut: status === UNAUTHORIZED,
      hasSession: headers.get('x-session') === 'open',
      ...(build !== null && { isOtherBuild: build !== firstBuild }),
    });
  };
}

/** @param pageBuild the build of the page, which a browser may have kept for longer than the server; else the first answer's */
export function createApi(send: Send = sendByBrowser, pageBuild: string | null = null): Api {
  const noteAnswer = noteAnswers(pageBuild);

  async function open(path: string, init: RequestInit, onProgress?: OnProgress): Promise<Response> {
    try {
      const askedAt = Date.now();
      const response = await send(path, init, onProgress);
      noteServerDate(response.headers.get('date'), askedAt, Date.now());
      noteAnswer(response);
      return response;
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw new ApiError('no-answer', 0, { cause });
    }
  }

  async function call<T>(
    method: string,
    path: string,
    { body, signal, waitMs = ANSWER_MS, onProgress }: CallOptions = {},
  ): Promise<T> {
    const timeout = AbortSignal.timeout(waitMs);
    const isFile = body instanceof Blob;
    const init = {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: method === 'GET' ? {} : { 'content-type': isFile ? body.type : 'application/json' },
      ...(method === 'GET' ? {} : { body: isFile ? body : JSON.stringify(body ?? {}) }),
    };
    const response = await open(path, init, onProgress);
    return readAnswer<T>(response);
  }

  return {
    call,
    submit: (tasks, options) => call('POST', '/api/tasks', { body: { tasks, ...options } }),
    tasks: ({ cursor, limit, query }, signal) => {
      const all = new URLSearchParams(query);
      if (cursor) all.set('cursor', cursor);
      if (limit) all.set('limit', String(limit));
      return call('GET', `/api/tasks?${all}`, { signal });
    },
    task: (id, signal) => call('GET', taskPath(id), { signal }),
    connections: (signal) => call('GET', '/api/connections', { signal }),
    events: async (after, signal) => {
      const response = await open(`/api/tasks/events${after === null ? '' : `?after=${after}`}`, {
        signal,
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
      });
      if (!response.ok || !response.body) throw new ApiError('bad-answer', response.status);
      return response.body;
    },
  };
}

export const taskPath = (id: string) => `/api/tasks/${encodeURIComponent(id)}`;

/** @throws ApiError */
async function readAnswer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const answer = await readJson(response);
  const problem = (answer as { problem?: Problem } | null)?.problem;
  if (response.ok) return answer as T;
  if (problem) throw new ApiError(problem.code, response.status, { problem });
  throw new ApiError('bad-answer', response.status);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(response.ok ? 'no-answer' : 'bad-answer', response.status, { cause });
  }
}

/** Who can make sounds. Kept fresh by the event stream. */
export const connectionsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['connections'],
    queryFn: ({ signal }) => api.connections(signal),
    staleTime: 60_000,
  });

/** Who makes new sounds. */
export const connectionQuery = (api: Api) =>
  queryOptions({
    ...connectionsQuery(api),
    select: (connections) => connections.find(({ isDefault }) => isDefault),
  });

/** id of the connection that a press is sent to; undefined before the server has told: its default one. */
export const defaultConnection = (client: QueryClient): string | undefined =>
  client.getQueryData<Connection[]>(['connections'])?.find(({ isDefault }) => isDefault)?.id;
