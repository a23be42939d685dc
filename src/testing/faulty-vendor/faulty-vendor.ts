import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { ELSEWHERE, envelope, type Fault, type FaultName, FAULTS, play } from './faults.ts';
import { serveLink } from './serve-links.ts';
import { planCallbacks, type SentCallback } from './vendor-callbacks.ts';
import {
  acceptedText,
  jobOf,
  newTaskId,
  recordOf,
  type TaskPlan,
  type VendorTask,
  WELL_BEHAVED,
} from './vendor-tasks.ts';

/** One charge: a POST that was taken, whatever was answered then. `prompt` tells which submission it was. */
export interface Charge {
  at: number;
  taskId: string;
  prompt: string;
  path: string;
  body: Record<string, unknown>;
}

/** Every request that reached us, charged or not. */
export interface Seen {
  at: number;
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  /** Tells connections apart. */
  port: number | undefined;
  /** Which connection it came by, from 0. */
  connection: number;
  prompt: string | null;
}

export interface FaultyVendorOptions {
  port?: number;
  plan?: Partial<TaskPlan>;
  /** More than `count` in `perMs` are turned away with 430. */
  pace?: { count: number; perMs: number };
  credits?: number;
  /**
   * Closes a connection that has carried nothing for so long: in good time (`end`), with a reset, or at the worst moment,
   * when the first request comes, unread.
   */
  idle?: IdleRule;
  /** A fault per submission, asked after `failNext`'s are used up: for runs where the order is not known. */
  faultFor?: (body: Record<string, unknown>) => Fault | FaultName | undefined;
  planFor?: (body: Record<string, unknown>) => Partial<TaskPlan> | undefined;
}

export interface IdleRule {
  afterMs: number;
  by: 'end' | 'reset' | 'reset-at-first-byte';
}

const COST = 2.5;
const SOUNDS = '/api/v1/generate/sounds';
const JOBS = '/api/v1/jobs/createTask';
const WAV = '/api/v1/wav/generate';

export type FaultyVendor = Awaited<ReturnType<typeof startFaultyVendor>>;

/** A vendor (dialect `apibox`) on a real socket. It behaves well until told otherwise. */
export async function startFaultyVendor(options: FaultyVendorOptions = {}) {
  const billing: Charge[] = [];
  const requests: Seen[] = [];
  const callbacks: SentCallback[] = [];
  const tasks = new Map<string, VendorTask>();
  const timers = new Set<NodeJS.Timeout>();
  const faults: Fault[] = [];
  const readFaults: Fault[] = [];
  const plans: Partial<TaskPlan>[] = [];
  let credits = options.credits ?? 1000;
  let base = '';

  const later = (ms: number, step: () => Promise<void>) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void step();
      },
      Math.max(0, ms),
    );
    timers.add(timer);
  };

  /** @returns the answer */
  function accept(path: string, body: Record<string, unknown>): string {
    const at = Date.now();
    const plan = { ...WELL_BEHAVED, ...options.plan, ...options.planFor?.(body), ...plans.shift() };
    const taskId = newTaskId(plan.answerAs);
    const task = { taskId, at, body, plan, reads: 0 };
    tasks.set(taskId, task);
    credits -= COST;
    billing.push({ at, taskId, prompt: promptOf(body), path, body });
    planCallbacks(task, base, later, callbacks);
    return acceptedText(plan.answerAs, taskId);
  }

  function submit(path: string, body: Record<string, unknown>, response: ServerResponse): void {
    const honest = () => accept(path, body);
    const fault =
      faults.shift() ?? named(options.faultFor?.(body)) ?? (tooFast() ? envelope(430) : undefined);
    if (fault) play(fault, response, honest);
    else answer(response, honest());
  }

  function tooFast(): boolean {
    const { pace } = options;
    return (
      pace !== undefined && billing.filter(({ at }) => at > Date.now() - pace.perMs).length >= pace.count
    );
  }

  /** Each way to take sounds knows its own tasks only. */
  function readRecord(taskId: string, isJob: boolean): string {
    const task = tasks.get(taskId);
    if (!task || isJob !== 'input' in task.body) return envelopeText(null, 404, 'Not found.');
    task.reads += 1;
    if (task.reads <= task.plan.unknownReads) return envelopeText(null, 404, 'Not found.');
    return envelopeText(isJob ? jobOf(task, base) : recordOf(task, base));
  }

  function read(url: URL, response: ServerResponse): void {
    const honest = () => {
      const taskId = url.searchParams.get('taskId') ?? '';
      if (url.pathname === '/api/v1/wav/record-info') {
        const audioWavUrl = `${base}/files/${taskId}/1`;
        return envelopeText({ taskId, successFlag: 'SUCCESS', response: { audioWavUrl } });
      }
      if (url.pathname.endsWith('/record-info')) return readRecord(taskId, false);
      if (url.pathname.endsWith('/recordInfo')) return readRecord(taskId, true);
      if (url.pathname.endsWith('/credit')) return envelopeText(credits);
      if (url.pathname.endsWith('/get-timestamped-lyrics')) {
        return envelopeText({ alignedWords: [], waveformData: [], hootCer: 0, isStreamed: false });
      }
      return envelopeText(null, 404, 'No such path.');
    };
    const fault = readFaults.shift();
    if (fault) play(fault, response, honest);
    else answer(response, honest());
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base);
    const { method = '', headers } = request;
    const seen: Seen = {
      at: Date.now(),
      method,
      path: url.pathname,
      headers,
      port: request.socket.remotePort,
      connection: connectionOf(request.socket).index,
      prompt: null,
    };
    const { openedAt, isUsed } = connectionOf(request.socket);
    const isLate = !isUsed && Date.now() - openedAt >= (options.idle?.afterMs ?? Infinity);
    connectionOf(request.socket).isUsed = true;
    if (isLate && options.idle?.by === 'reset-at-first-byte') {
      request.socket.resetAndDestroy();
      return undefined;
    }
    requests.push(seen);

    const file = /^\/files\/(\w+)\/(\d+)(\.mp3)?$/.exec(url.pathname);
    if (file) {
      const links = tasks.get(file[1] ?? '')?.plan.links ?? options.plan?.links ?? 'missing';
      return serveLink(links, Number(file[2]), response);
    }
    const submits = method === 'POST' && [SOUNDS, JOBS, WAV, ELSEWHERE].includes(url.pathname);
    if (submits && isResetBeforeReading(faults[0])) {
      faults.shift();
      request.socket.resetAndDestroy();
      return undefined;
    }
    const body = parsed(await readAll(request));
    if (!/^Bearer \S/.test(headers.authorization ?? '')) {
      return answer(response, envelopeText(null, 401, 'You do not have access permissions'));
    }
    if (!submits) return read(url, response);
    seen.prompt = promptOf(body);
    return submit(url.pathname, body, response);
  }

  const server = createServer((request, response) => {
    // A client that leaves in the middle of its body is no news here.
    handle(request, response).catch(() => response.destroy());
  });
  const opened = new WeakMap<Socket, { index: number; openedAt: number; isUsed: boolean }>();
  let connections = 0;
  const connectionOf = (socket: Socket) =>
    opened.get(socket) ?? { index: -1, openedAt: Date.now(), isUsed: true };
  server.on('connection', (socket) => {
    opened.set(socket, { index: connections, openedAt: Date.now(), isUsed: false });
    connections += 1;
    const { idle } = options;
    if (idle && idle.by !== 'reset-at-first-byte') {
      later(idle.afterMs, async () => {
        if (connectionOf(socket).isUsed) return;
        if (idle.by === 'reset') socket.resetAndDestroy();
        else socket.end();
      });
    }
    const next = faults[0];
    if (next?.does === 'reset' && next.when === 'on-connect') {
      faults.shift();
      socket.resetAndDestroy();
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const stop = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;

  return {
    url: base,
    /** How many were opened so far. */
    connections: () => connections,
    billing,
    requests,
    callbacks,
    tasks,
    /** The next submission goes wrong this way; calls queue up. `reset-on-connect` takes the next connection of any kind. */
    failNext: (fault: FaultName | Fault) => void faults.push(named(fault)),
    /** The same for the next read (record-info, credits, lyrics). */
    failNextRead: (fault: FaultName | Fault) => void readFaults.push(named(fault)),
    /** The next accepted task goes on like this. */
    planNext: (plan: Partial<TaskPlan>) => void plans.push(plan),
    /** Nobody listens any more, and every connection is cut. */
    goDown: stop,
    comeUp: () => listen(port),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await stop();
    },
  };
}

function named(fault: FaultName | Fault): Fault;
function named(fault: FaultName | Fault | undefined): Fault | undefined;
function named(fault: FaultName | Fault | undefined): Fault | undefined {
  return typeof fault === 'string' ? FAULTS[fault] : fault;
}

function promptOf({ prompt, input }: Record<string, unknown>): string {
  return String(
    prompt ?? (typeof input === 'object' && input && 'prompt' in input ? input.prompt : undefined),
  );
}

const isResetBeforeReading = (fault: Fault | undefined) =>
  fault?.does === 'reset' && fault.when === 'before-reading';

const envelopeText = (data: unknown, code = 200, msg = 'success') => JSON.stringify({ code, msg, data });

const answer = (response: ServerResponse, text: string): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(text);

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
