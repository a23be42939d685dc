import type { Heard } from '#shared/take/take-heard.ts';
import type { TaskPatch } from '#shared/task-requests.ts';
import type { Task, Verdict } from '#shared/task.ts';

import { taskPath, type Api } from './api-client.ts';

// What is done with one task; its code comes with the press that asks for it.

const post = (api: Api, id: string, move: string, body?: unknown) =>
  api.call<Task>('POST', `${taskPath(id)}/${move}`, { body });

export const patch = (api: Api, id: string, change: TaskPatch) =>
  api.call<Task>('PATCH', taskPath(id), { body: change });

/** `isForever`: not to be restored. */
export const remove = (api: Api, id: string, isForever = false) =>
  api.call<void>('DELETE', `${taskPath(id)}${isForever ? '?forever=true' : ''}`);

export const restore = (api: Api, id: string) => post(api, id, 'restore');
export const cancel = (api: Api, id: string) => post(api, id, 'cancel');
export const dismiss = (api: Api, id: string) => post(api, id, 'dismiss');
export const check = (api: Api, id: string) => post(api, id, 'check');

export const setVerdict = (api: Api, id: string, take: number, verdict: Verdict | null) =>
  api.call<Task>('PUT', `${taskPath(id)}/takes/${take}/verdict`, { body: { verdict } });

export const setHeard = (api: Api, id: string, take: number, heard: Heard) =>
  api.call<Task>('PUT', `${taskPath(id)}/takes/${take}/heard`, { body: { heard } });

/** By the task's own connection, else by the one named. */
export const resend = (api: Api, id: string, newId: string, connection?: string) =>
  post(api, id, 'resend', { id: newId, connection });

export const claim = (api: Api, id: string, taskId: string, force = false) =>
  post(api, id, 'claim', force ? { taskId, force } : { taskId });

export const track = (api: Api, body: { taskId: string; id: string }) =>
  api.call<Task>('POST', '/api/tasks/track', { body });
