import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { json, startServer } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const MEGABYTE = 'x'.repeat(1024 * 1024);
const tasks = (n: number) => json('POST', { tasks: [{ id: uuid(n), request: softRain }] });

/** Writes the whole body before it reads, as simple clients do. */
async function postPlainly(url: string, headers: Record<string, string>, body: string) {
  const request = httpRequest(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, answer: JSON.parse(text) as unknown };
}

describe('the server on a socket', () => {
  it.each([
    ['with its length', { 'content-length': String(MEGABYTE.length) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('answers a body of 1 MB sent %s with 413, not with a reset', async (_how, headers) => {
    const { url, app } = await startServer();
    const { status, answer } = await postPlainly(`${url}/api/v1/generate/sounds`, headers, MEGABYTE);
    expect(status).toBe(413);
    expect(answer).toMatchObject({
      code: 413,
      data: null,
      problem: { code: 'invalid-request', field: 'body', charged: 'no' },
    });
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('answers a refusal that comes before the body was read, too', async () => {
    const { url } = await startServer();
    const { status } = await postPlainly(`${url}/api/tasks`, { origin: 'https://evil.example' }, MEGABYTE);
    expect(status).toBe(403);
  });

  it('refuses a rebinding host and a host that is none, and goes on', async () => {
    const { url } = await startServer();
    const { status } = await postPlainly(`${url}/api/tasks`, { host: 'evil.example' }, '{}');
    expect(status).toBe(403);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end('GET /api/tasks HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
  });

  it('drops a request without a key when its client hangs up before its turn', async () => {
    const { url, app } = await startServer({ env: { SOUNDS_PACE: '1/600s' } });
    await fetch(`${url}/api/tasks`, tasks(1));
    const cancelled = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    app.tasks.subscribe(null, (event) => {
      if (event.event === 'task' && event.data.state === 'held') held.resolve();
      if (event.event === 'task' && event.data.state === 'cancelled') cancelled.resolve();
    });
    const client = new AbortController();
    const waiting = fetch(`${url}/api/v1/generate/sounds`, {
      ...json('POST', { prompt: 'soft rain', model: 'V5' }),
      signal: client.signal,
    });
    await held.promise;
    client.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    await cancelled.promise;
  });

  it('tells those who wait that it stops: without a key nothing is sent any more, with one it is sent after the start', async () => {
    const folder = temporaryFolder();
    const env = { SOUNDS_PACE: '1/0.5s' };
    const first = await startServer({ folder, env: { SOUNDS_PACE: '1/600s' } });
    await fetch(`${first.url}/api/tasks`, tasks(1));
    const held = Promise.withResolvers<void>();
    let count = 0;
    first.app.tasks.subscribe(null, (event) => {
      if (event.event === 'task' && event.data.state === 'held' && (count += 1) === 2) held.resolve();
    });
    const sound = { prompt: 'soft rain', model: 'V5' };
    const waiting = [{}, { 'idempotency-key': 'take-7' }].map((headers) =>
      fetch(`${first.url}/api/v1/generate/sounds`, json('POST', sound, headers)),
    );
    await held.promise;
    await first.stop();
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(await answers[0]?.json()).toMatchObject({
      code: 503,
      problem: { code: 'maintenance', charged: 'no' },
    });

    const second = await startServer({ folder, env });
    const again = await fetch(
      `${second.url}/api/v1/generate/sounds`,
      json('POST', sound, { 'idempotency-key': 'take-7' }),
    );
    expect(await again.json()).toMatchObject({ code: 200 });
    expect(second.app.tasks.list({ state: ['cancelled'] }).total).toBe(1);
  });

  it('lets one server have a folder, and one a port', async () => {
    const folder = temporaryFolder();
    const first = await startServer({ folder });
    await expect(startServer({ folder })).rejects.toThrow(/already using/);
    await expect(startServer({ env: { PORT: String(first.port) } })).rejects.toThrow(/Port \d+ is in use/);
    expect(await (await fetch(`${first.url}/healthz`)).json()).toEqual({ ok: true });
  });

  it('ends its streams when it stops, and finds everything again when it starts', async () => {
    const folder = temporaryFolder();
    const first = await startServer({ folder });
    await fetch(`${first.url}/api/tasks`, tasks(1));
    const stream = await fetch(`${first.url}/api/tasks/events`);
    await first.stop();
    expect(await stream.text()).toContain(': hello');
    const second = await startServer({ folder });
    expect(await (await fetch(`${second.url}/api/tasks/${uuid(1)}`)).json()).toMatchObject({
      request: softRain,
    });
  });
});
