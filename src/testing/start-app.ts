import { onTestFinished } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';
import type { GoneTask, SubmitAnswer } from '#shared/task-requests.ts';
import type { ReadyTask, Task } from '#shared/task.ts';

import { createApp } from '../cli/create-app.ts';
import { serve } from '../cli/serve.ts';
import type { Pacing } from '../sandbox/jobs.ts';
import { systemClock, type Clock } from '../server/platform/clock.ts';
import type { openSql } from '../server/platform/node/node-sqlite.ts';
import type { PageFiles } from '../server/platform/node/page-files.ts';
import { readSettings } from '../server/platform/node/settings.ts';
import { createFakeSynth, type FakeSynth } from './fake-synth.ts';
import { AT_ONCE, temporaryFolder } from './sandbox-fixtures.ts';

export interface TestAppOptions {
  /** Settings as a person gives them: `{ ACCESS_TOKEN: … }`. */
  env?: Record<string, string>;
  /** A data folder of an earlier app, to start again on. */
  folder?: string;
  clock?: Clock;
  synth?: FakeSynth;
  pacing?: Partial<Pacing>;
  page?: PageFiles;
  /** To have a hand on the databases as they are opened. */
  openSql?: typeof openSql;
  workspaceIdleMs?: number;
}

const ORIGIN = 'http://127.0.0.1:4860';

function prepare(options: TestAppOptions) {
  const { folder = temporaryFolder(), clock = systemClock, synth = createFakeSynth() } = options;
  const reports: unknown[] = [];
  return {
    folder,
    synth,
    reports,
    settings: readSettings({ DATA_DIR: folder, PORT: '0', ...options.env }),
    parts: {
      clock,
      synth: async () => synth,
      page: options.page ?? null,
      report: (error: unknown) => void reports.push(error),
      ...(options.openSql && { openSql: options.openSql }),
      ...(options.workspaceIdleMs !== undefined && { workspaceIdleMs: options.workspaceIdleMs }),
      sandbox: { pacing: { ...AT_ONCE, ...options.pacing } },
    },
  };
}

const once = (stop: () => Promise<void>) => {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
};

export const json = (method: string, body?: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

/** The real app, http, tasks and sandbox, on a folder that goes away with the test, called without a socket. */
export async function startApp(options: TestAppOptions = {}) {
  const { settings, parts, ...kit } = prepare(options);
  const app = await createApp(settings, { ...parts, origin: ORIGIN });
  const stop = once(() => app.close());
  onTestFinished(stop);

  const request = async (path: string, init?: RequestInit): Promise<Response> =>
    app.fetch(new Request(new URL(path, ORIGIN), init));
  const get = async <Data>(path: string): Promise<Data> => (await request(path)).json() as Promise<Data>;
  const submit = async (...items: { id: string; request: SoundRequest }[]): Promise<(Task | GoneTask)[]> => {
    const response = await request('/api/tasks', json('POST', { tasks: items }));
    return ((await response.json()) as SubmitAnswer).tasks;
  };
  /** The task once it is so, as the stream tells it. */
  const reaches = (id: string, isThere: (task: Task) => boolean): Promise<Task> =>
    new Promise((resolve) => {
      const look = (task: Task) => {
        if (task.id !== id || !isThere(task)) return;
        unsubscribe();
        resolve(task);
      };
      const unsubscribe = app.tasks.subscribe(null, (event) => event.event === 'task' && look(event.data));
      look(app.tasks.get(id));
    });
  /** A finished task whose takes are all in the data folder. */
  const generate = async (item: { id: string; request: SoundRequest }): Promise<ReadyTask> => {
    await submit(item);
    const task = await reaches(
      item.id,
      (task) => task.state === 'ready' && task.takes.every(({ kept }) => kept),
    );
    if (task.state !== 'ready') throw new Error(`${task.id} is ${task.state}`);
    return task;
  };
  return { ...kit, ...app, settings, request, get, submit, reaches, generate, stop };
}

export type TestApp = Awaited<ReturnType<typeof startApp>>;

/** The same on a real socket, at a port of its own. */
export async function startServer(options: TestAppOptions = {}) {
  const { settings, parts, ...kit } = prepare(options);
  const running = await serve(settings, { ...parts, lockWaitMs: 0 });
  const stop = once(running.stop);
  onTestFinished(stop);
  return { ...kit, ...running, settings, url: `http://127.0.0.1:${running.port}`, stop };
}
