import { setTimeout as pause } from 'node:timers/promises';

import type { Connection } from '#shared/connection.ts';
import type { Envelope } from '#shared/envelope.ts';
import type { SubmitAnswer, TaskPage } from '#shared/task-requests.ts';
import { type Task, taskIdOf } from '#shared/task.ts';

import { aSound } from '../../src/testing/task-builders.ts';
import type { Scenario, Submission } from './scenario.ts';

/** What the clients of one run were told. */
export interface Told {
  /** By prompt: every taskId ever answered for it. */
  taskIds: Map<string, Set<string>>;
  /** Ids of tasks that were seen in an answer or on the stream. */
  ids: Set<string>;
  /** By task id: every taskId ever published for it. */
  published: Map<string, Set<string>>;
  removed: Set<string>;
  /** Answers with an HTTP status of 500 or more that are not our own "stopping". */
  brokenAnswers: string[];
  /** Whatever came from the server, as it came. */
  texts: string[];
}

export const nothingTold = (): Told => ({
  taskIds: new Map(),
  ids: new Set(),
  published: new Map(),
  removed: new Set(),
  brokenAnswers: [],
  texts: [],
});

const add = (map: Map<string, Set<string>>, key: string, value: string | undefined): void => {
  if (value === undefined) return;
  map.set(key, (map.get(key) ?? new Set()).add(value));
};

const soundOf = (prompt: string) => aSound({ prompt });

/** Everything the scenario's people do, at once. A server that dies under them is no error here. */
export async function playClients(url: string, { submissions }: Scenario, told: Told): Promise<void> {
  await Promise.all(submissions.flatMap((submission) => playOne(url, submission, told)));
}

function playOne(url: string, submission: Submission, told: Told): Promise<void>[] {
  const { copies, reuse, startMs, abortMs, warmMs } = submission;
  const sends = Array.from({ length: copies }, async () => {
    await pause(startMs);
    const signal = abortMs === null ? undefined : AbortSignal.timeout(abortMs);
    await send(url, submission, submission.prompt, told, signal);
  });
  const warm = async () => {
    await pause(Math.max(0, startMs - (warmMs ?? 0)));
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    try {
      const known = (await (await fetch(`${url}/api/connections`)).json()) as Connection[];
      const id = known.find(({ isDefault }) => isDefault)?.id;
      await fetch(`${url}/api/connections/${id}/warm`, init);
    } catch {
      // A server that dies here sends nothing either.
    }
  };
  if (warmMs !== null) sends.push(warm());
  const other = async () => {
    await pause(startMs + 20);
    await send(url, submission, `${submission.prompt} reused`, told);
  };
  return reuse ? [...sends, other()] : sends;
}

/** Programs use the one path or kie's other one. */
function dropIn(request: ReturnType<typeof soundOf>, isJob: boolean) {
  if (!isJob) return { path: '/api/v1/generate/sounds', body: request };
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics } = request;
  const input = {
    prompt,
    model,
    sound_loop: soundLoop,
    sound_tempo: soundTempo,
    sound_key: soundKey,
    grab_lyrics: grabLyrics,
  };
  return { path: '/api/v1/jobs/createTask', body: { model: 'ai-music-api/sounds', input } };
}

/** One request on its door. */
export async function send(
  url: string,
  { door, key, remove }: Submission,
  prompt: string,
  told: Told,
  signal?: AbortSignal,
): Promise<void> {
  const request = soundOf(prompt);
  const page = door === 'page';
  const { path, body } = page
    ? { path: '/api/tasks', body: { tasks: [{ id: key, request }] } }
    : dropIn(request, /[02468ace]$/.test(key));
  const headers = {
    'content-type': 'application/json',
    ...(door === 'keyed' && { 'idempotency-key': key }),
  };
  const answer = await post(url + path, body, headers, signal);
  if (!answer) return;
  told.texts.push(answer.text);
  if (answer.status >= 500 && answer.status !== 503) told.brokenAnswers.push(`${answer.status} ${prompt}`);
  if (page) {
    const { tasks = [] } = answer.json as Partial<SubmitAnswer>;
    for (const task of tasks) {
      told.ids.add(task.id);
      const taskId = 'gone' in task ? (task.taskId ?? undefined) : taskIdOf(task);
      add(told.taskIds, prompt, taskId);
      if (!('gone' in task) && remove && task.state !== 'sending') await removeTask(url, task.id, told);
    }
  } else {
    const { data } = answer.json as Envelope<{ taskId: string }>;
    add(told.taskIds, prompt, data?.taskId);
  }
}

async function removeTask(url: string, id: string, told: Told): Promise<void> {
  const answer = await fetch(`${url}/api/tasks/${id}`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
  }).catch(() => null); // killed meanwhile
  // No answer: it may have been deleted just before the kill.
  if (!answer || answer.status === 204) told.removed.add(id);
}

async function post(url: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
      signal: signal ?? AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: JSON.parse(text) as unknown };
  } catch {
    return null; // the server was killed, or the client gave up: that is the point
  }
}

function noteTask(told: Told, task: Task): void {
  told.ids.add(task.id);
  add(told.published, task.id, taskIdOf(task));
}

/** Reads the event stream until it breaks. */
export async function listen(url: string, told: Told): Promise<void> {
  try {
    const answer = await fetch(`${url}/api/tasks/events?after=0`);
    let text = '';
    for await (const chunk of answer.body ?? []) {
      const came = Buffer.from(chunk).toString('utf8');
      told.texts.push(came);
      text += came;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.includes('event: task\n')) continue;
        const data = block.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) noteTask(told, JSON.parse(data.slice('data: '.length)) as Task);
      }
    }
  } catch {
    return; // killed
  }
}

export async function readTasks(url: string): Promise<Task[]> {
  const answer = await fetch(`${url}/api/tasks?limit=200`);
  return ((await answer.json()) as TaskPage).tasks;
}

const READ = ['/api/tasks', '/api/connections', '/api/facets', '/api/tasks.csv', '/api/export', '/healthz'];

/** Reads what there is to read, to be searched. */
export async function readEverything(url: string, told: Told): Promise<void> {
  for (const path of READ) told.texts.push(await (await fetch(url + path)).text());
}
