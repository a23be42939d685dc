import type { SubmitAnswer } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { manageWorkspaces } from '../../cli/workspaces/manage-workspaces.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { temporaryFolder } from '../sandbox-fixtures.ts';
import { json, startApp, type TestApp, type TestAppOptions } from '../start-app.ts';
import { softRain, uuid } from '../task-fixtures.ts';

export const OWN = 'the-token-of-the-data-folder';

interface Made {
  folder: string;
  manage: ReturnType<typeof manageWorkspaces>;
  tokens: Record<'a' | 'b', string>;
  ids: Record<'a' | 'b', string>;
}

export function makeTwo(): Made {
  const folder = temporaryFolder();
  const manage = manageWorkspaces(folder, systemClock);
  const [a, b] = [manage.add('Studio A'), manage.add('Studio B')];
  return { folder, manage, tokens: { a: a.token, b: b.token }, ids: { a: a.id, b: b.id } };
}

export const start = (folder: string, options: TestAppOptions = {}) =>
  startApp({ ...options, folder, env: { ACCESS_TOKEN: OWN, ...options.env } });

export const as = (token: string, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
});

export const submit = async (app: TestApp, token: string, n: number, prompt = softRain.prompt) => {
  const body = { tasks: [{ id: uuid(n), request: { ...softRain, prompt } }] };
  const response = await app.request('/api/tasks', as(token, json('POST', body)));
  return { status: response.status, body: (await response.json()) as SubmitAnswer & { problem?: object } };
};

export const listOf = async (app: TestApp, token: string): Promise<Task[]> => {
  const response = await app.request('/api/tasks', as(token));
  return ((await response.json()) as { tasks: Task[] }).tasks;
};

/** Asks until it is so; the sandbox renders as fast as it can. */
export async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setImmediate(resolve));
}

export const finished = async (app: TestApp, token: string, n: number): Promise<Task> => {
  const read = async () => (await (await app.request(`/api/tasks/${uuid(n)}`, as(token))).json()) as Task;
  await until(async () => {
    const task = await read();
    return task.state === 'ready' && task.takes.every(({ kept }) => kept);
  });
  return read();
};
