import type { Task } from '#shared/task.ts';

import { json, type TestApp } from './start-app.ts';
import { softRain } from './task-fixtures.ts';

/** All that somebody outside could have come to know of a workspace, short of its tokens and its links. */
export interface Resident {
  token: string;
  workspace: string;
  /** Stands in every text that is the workspace's own. */
  marker: string;
  taskId: string;
  ids: string[];
  batch: string;
  key: string;
  download: string;
  upload: string;
  cursor: string;
  /** A link of its own, to be forged into another's. */
  link: string;
}

interface Operation {
  path: string;
  method: string;
  query: string[];
  example: unknown;
}

interface Described {
  parameters: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { example?: unknown } } };
}

export const seeded = (seed: number) => {
  let state = seed >>> 0;
  /** A whole number from 0 up to, and without, `n`. */
  return (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
};

export const asHolder = (token: string, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
});

type App = Pick<TestApp, 'request'>;

/** Every route that the server describes. */
export async function operationsOf(app: App, token: string): Promise<Operation[]> {
  const answer = await app.request('/api/openapi.json', asHolder(token));
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      path,
      method: method.toUpperCase(),
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      example: requestBody?.content['application/json'].example,
    })),
  );
}

/** Fills a workspace with something of every kind, each with its marker. */
export async function moveIn(
  app: App,
  { token, workspace }: { token: string; workspace: string },
): Promise<Resident> {
  const marker = `secret-of-${workspace}`;
  const call = async <Answer>(path: string, init?: RequestInit) =>
    (await (await app.request(path, asHolder(token, init))).json()) as Answer;
  const [id, batch, key] = [crypto.randomUUID(), crypto.randomUUID(), `key-${workspace}`];
  const request = { ...softRain, prompt: `rain, ${marker}` };
  await call(
    '/api/tasks',
    json('POST', { tasks: [{ id, request }], batch: { id: batch, name: `batch ${marker}` } }),
  );
  await call(
    '/api/v1/generate/sounds',
    json('POST', { ...request, model: 'V5' }, { 'idempotency-key': key }),
  );
  const body = { title: `title ${marker}`, notes: marker, tags: [marker.slice(0, 40)] };
  await call(`/api/tasks/${id}`, json('PATCH', body));
  const isKept = (task: Task) => task.state === 'ready' && task.takes.every(({ kept }) => kept);
  let tasks: Task[] = [];
  while (tasks.length < 2 || !tasks.every(isKept)) {
    ({ tasks } = await call<{ tasks: Task[] }>('/api/tasks'));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const ids = tasks.map((task) => task.id);
  const taskId = tasks.flatMap((task) => ('taskId' in task && task.taskId ? [task.taskId] : []))[0] ?? '';
  const record = await call<object>(`/api/v1/generate/record-info?taskId=${taskId}`);
  const [link = ''] = /\/media\/[^"]*/.exec(JSON.stringify(record)) ?? [];
  const { id: download } = await call<{ id: string }>('/api/downloads', json('POST', { ids }));
  const backup = await (await app.request('/api/export', asHolder(token))).text();
  const { id: upload } = await call<{ id: string }>('/api/import/preview', json('POST', backup));
  const { next } = await call<{ next: string | null }>('/api/tasks?limit=1');
  return { token, workspace, marker, taskId, ids, batch, key, download, upload, cursor: next ?? '', link };
}

/** What a stranger puts in the place of a name: always something that is another's. */
const filled = (
  name: string,
  { taskId, ids, batch, marker, download, cursor }: Resident,
  path: string,
): string => {
  if (name === 'id') {
    if (path.includes('/batches/')) return batch;
    if (path.includes('/downloads/')) return download;
    return path.includes('/connections/') ? 'sandbox' : (ids[0] ?? '');
  }
  const values: Record<string, string> = {
    taskId,
    batch,
    cursor,
    n: '1',
    q: marker,
    tag: marker.slice(0, 40),
    ids: ids.join(','),
    after: '0',
    limit: '200',
    connection: 'sandbox',
    audio: '1',
    forever: 'true',
    deleted: 'true',
    detach: 'true',
  };
  return values[name] ?? '';
};

/** The example of a body, with another's ids wherever an id may stand. */
function bodyOf(example: unknown, { ids, taskId, upload, batch }: Resident): unknown {
  const text = JSON.stringify(example ?? {});
  const isImport = text.includes('bringBack');
  return JSON.parse(
    text
      .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, () =>
        isImport ? upload : (ids[0] ?? batch),
      )
      .replaceAll('3f0c9a7e51d24b86', taskId),
  ) as unknown;
}

/** A stranger's own link with another's workspace or task in it. */
function forge(own: Resident, victim: Resident, pick: (n: number) => number): string {
  const [mine, theirs] = [own.ids[0] ?? '', victim.ids[0] ?? ''];
  const forgeries = [
    own.link.replace(own.workspace, victim.workspace),
    own.link.replaceAll(new RegExp(own.ids.join('|'), 'g'), theirs),
    own.link.replace(own.workspace, victim.workspace).replaceAll(new RegExp(own.ids.join('|'), 'g'), theirs),
    victim.link.replace(victim.workspace, own.workspace),
    victim.link.replace(`${victim.workspace}~`, ''),
    victim.link.replace(/\.[\w-]{22}\//, `.${mine.slice(0, 22)}/`),
  ];
  return forgeries[pick(forgeries.length)] ?? '';
}

interface Crossing {
  method: string;
  path: string;
  status: number;
  why: string;
}

/** As long as an event that is there takes to come: three in a row without one, and the stream is silent. */
type Tick = () => Promise<void>;
const nextTurn: Tick = () => new Promise((resolve) => void setImmediate(resolve));

/** What of an answer can be read without waiting for more: a stream of events never ends by itself. */
async function textOf(response: Response, tick: Tick): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return new TextDecoder('latin1').decode(await response.arrayBuffer());
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let quiet = 0; quiet < 3;) {
    const read = await Promise.race([reader.read(), tick()]);
    if (!read) quiet++;
    else if (read.done) break;
    else text += decoder.decode(read.value);
  }
  await reader.cancel();
  return text;
}

/**
 * Sends `count` requests of strangers: every route, with tokens of other workspaces, of nobody and none at all, naming
 * what belongs to a victim. @returns answers that hold anything of the victim's
 */
export async function tryToCross(
  app: App,
  {
    residents,
    operations,
    count,
    seed,
    tick = nextTurn,
  }: {
    residents: readonly Resident[];
    operations: readonly Operation[];
    count: number;
    seed: number;
    tick?: Tick;
  },
): Promise<{ crossings: Crossing[]; answered: Map<number, number> }> {
  const pick = seeded(seed);
  const crossings: Crossing[] = [];
  const answered = new Map<number, number>();
  // These call out, or end the strangers' own logins.
  const usable = operations.filter(
    ({ path, method }) =>
      !/^\/(login|logout)|sessions|callbacks/.test(path) &&
      !(method === 'POST' && /connections(\/test)?$/.test(path)),
  );
  for (let n = 0; n < count; n++) {
    const at = pick(residents.length);
    const victim = residents[at]!;
    const stranger = residents[(at + 1 + pick(residents.length - 1)) % residents.length]!;
    const { path, method, query, example } = usable[n % usable.length]!;
    const isMedia = path.startsWith('/media/');
    const url = isMedia
      ? forge(stranger, victim, pick)
      : path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled(name, victim, path)));
    const asked = query.filter(
      (name) => filled(name, victim, path) !== '' && (name === 'taskId' || pick(3) > 0),
    );
    const search = asked.map((name) => `${name}=${encodeURIComponent(filled(name, victim, path))}`).join('&');
    const kind = pick(10);
    const token = kind < 7 ? stranger.token : kind === 7 ? `${victim.token.slice(0, -1)}_` : null;
    const headers: Record<string, string> = {
      'x-workspace': victim.workspace,
      'x-connection': 'sandbox',
      // A key of another workspace is free here.
      ...(pick(2) === 0 && { 'idempotency-key': victim.key }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    };
    const init: RequestInit = method === 'GET' ? { headers } : json(method, bodyOf(example, victim), headers);
    const target = isMedia || search === '' ? url : `${url}?${search}`;
    const response = await app.request(target, init);
    const text = await textOf(response, tick);
    answered.set(response.status, (answered.get(response.status) ?? 0) + 1);
    const said = { method, path: target, status: response.status };
    // What a stranger sent itself may come back in an answer about its own workspace.
    const echoed = search.includes(victim.marker) && !/prompt|title|notes/.test(text);
    if (text.includes(victim.marker) && !echoed) crossings.push({ ...said, why: 'holds the marker' });
    if (isMedia && response.status < 400) crossings.push({ ...said, why: 'a forged link plays' });
    if ((token === null || kind === 7) && response.status < 400 && !/^\/(healthz)/.test(path))
      crossings.push({ ...said, why: 'answered without a token' });
  }
  return { crossings, answered };
}
