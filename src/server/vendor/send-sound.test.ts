import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { aClient } from '../../testing/faulty-vendor/client-fixtures.ts';
import type { FaultName } from '../../testing/faulty-vendor/faults.ts';
import { envelope } from '../../testing/faulty-vendor/faults.ts';
import { type FaultyVendor, startFaultyVendor } from '../../testing/faulty-vendor/faulty-vendor.ts';
import { aSound } from '../../testing/task-builders.ts';

let vendor: FaultyVendor;
beforeEach(async () => {
  vendor = await startFaultyVendor();
});
afterEach(() => vendor.close());

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const BODY = '{"data":{"taskId":"abc123"}}';
const posts = () => vendor.requests.filter(({ method }) => method === 'POST');
const send = () => aClient({ origin: vendor.url }).send(aSound());

describe('what became of a send', () => {
  it('is accepted with the taskId the vendor made', async () => {
    const outcome = await send();

    expect(outcome).toEqual({ kind: 'accepted', taskId: vendor.billing[0]?.taskId });
    expect(vendor.billing).toHaveLength(1);
  });

  it('is accepted whatever else the answer says, when it holds a readable taskId', async () => {
    vendor.failNext({
      does: 'answer',
      status: 502,
      type: 'application/json',
      body: '{"code":422,"msg":"success","data":{"taskId":"3f0c9a7e51d24b86"}}',
      billed: true,
    });

    expect(await send()).toEqual({ kind: 'accepted', taskId: '3f0c9a7e51d24b86' });
  });

  it('is offered when the answer is cut after the taskId', async () => {
    vendor.failNext('cut-after-task-id');
    const outcome = await send();

    expect(outcome).toMatchObject({
      kind: 'offered',
      taskId: vendor.billing[0]?.taskId,
      problem: { code: 'outcome-unknown', charged: 'unsure' },
    });
  });

  it.each([
    ['reset-before-reading', 0],
    ['reset-after-accept', 1],
    ['redirect-301', 0],
    ['redirect-302', 0],
    ['redirect-303', 0],
    ['redirect-307', 0],
    ['redirect-307-elsewhere', 0],
    ['redirect-308', 0],
    ['redirect-308-elsewhere', 0],
    ['cut-before-task-id', 1],
    ['cut-inside-task-id', 1],
    ['gateway-408-after-accept', 1],
    ['gateway-499-after-accept', 1],
    ['gateway-502', 0],
    ['gateway-502-after-accept', 1],
    ['gateway-504-after-accept', 1],
    ['html-in-200-after-accept', 1],
    ['wrong-types-after-accept', 1],
    ['no-task-id-after-accept', 1],
    ['empty-after-accept', 1],
    ['huge-after-accept', 1],
  ] as const)('is unknown after %s', async (fault, charges) => {
    vendor.failNext(fault);
    const outcome = await send();

    expect(outcome).toMatchObject({
      kind: 'unknown',
      problem: { code: 'outcome-unknown', charged: 'unsure' },
    });
    expect(posts()).toHaveLength(1);
    expect(vendor.billing).toHaveLength(charges);
  });

  it.each([
    ['hang-before-accept', 0],
    ['hang-after-accept', 1],
    ['drip', 1],
  ] as const)('is unknown when time runs out on %s', async (fault, charges) => {
    vendor.failNext(fault);
    const outcome = await aClient({ origin: vendor.url, timeouts: { sendMs: 1500 } }).send(aSound());

    expect(outcome).toMatchObject({
      kind: 'unknown',
      problem: { code: 'outcome-unknown', charged: 'unsure' },
    });
    expect(posts()).toHaveLength(1);
    expect(vendor.billing).toHaveLength(charges);
  });

  it.each([
    ['code-400', 'invalid-request', 'no', false],
    ['code-401', 'unauthorized', 'no', false],
    ['code-404', 'not-found', 'no', false],
    ['code-405', 'slow-down', 'no', true],
    ['code-408-after-accept', 'server-error', 'unsure', false],
    ['code-413', 'prompt-too-long', 'no', false],
    ['code-429', 'out-of-credits', 'no', false],
    ['code-430', 'slow-down', 'no', true],
    ['code-455', 'maintenance', 'no', false],
    ['code-500', 'server-error', 'unsure', false],
    ['code-500-after-accept', 'server-error', 'unsure', false],
    ['code-599-after-accept', 'server-error', 'unsure', false],
    ['gateway-403', 'blocked', 'no', false],
    ['misdirected-421', 'blocked', 'no', false],
    ['page-429-retry-after', 'slow-down', 'no', true],
    ['json-429-retry-after', 'slow-down', 'no', true],
    ['json-401', 'unauthorized', 'no', false],
    ['json-403', 'unauthorized', 'no', false],
  ] as const)('is refused after %s', async (fault, code, charged, slowDown) => {
    vendor.failNext(fault);
    const outcome = await send();

    expect(outcome).toMatchObject({ kind: 'refused', slowDown, problem: { code, charged } });
    expect(posts()).toHaveLength(1);
  });

  it.each([
    ['page-429-retry-after', { retryAfterMs: 2000 }],
    ['json-429-retry-after', { retryAfterMs: 2000, problem: { vendorMessage: 'Too many requests.' } }],
    ['json-401', { problem: { vendorMessage: 'Invalid token.' } }],
    ['json-403', { problem: { vendorMessage: 'Key is disabled.' } }],
  ] as const)('tells what was said without an envelope: %s (M7)', async (fault, told) => {
    vendor.failNext(fault);

    expect(await send()).toMatchObject({ kind: 'refused', ...told });
    expect(vendor.billing).toHaveLength(0);
  });

  it.each(['number', 'data', 'number-data', 'list', 'top'] as const)(
    'is accepted with every character of the taskId written as %s (M4)',
    async (answerAs) => {
      vendor.planNext({ answerAs });
      const outcome = await send();

      expect(outcome).toEqual({ kind: 'accepted', taskId: vendor.billing[0]?.taskId });
      expect(await aClient({ origin: vendor.url }).readRecord(vendor.billing[0]?.taskId ?? '')).toMatchObject(
        {
          kind: 'found',
        },
      );
    },
  );

  it.each([400, 429, 500, 503])('reads a failing envelope in HTTP %i just the same', async (status) => {
    vendor.failNext(envelope(430, 'Later.', false, status));

    expect(await send()).toMatchObject({
      kind: 'refused',
      slowDown: true,
      problem: { code: 'slow-down', vendorCode: 430, vendorMessage: 'Later.' },
    });
  });

  it.each([
    ['no such host', () => 'http://no-such-host.invalid'],
    ['its TLS certificate or protocol was not accepted', () => vendor.url.replace('http:', 'https:')],
  ])('is refused as unreachable when %s', async (reason, origin) => {
    const outcome = await aClient({ origin: origin() }).send(aSound());

    expect(outcome).toMatchObject({
      kind: 'refused',
      slowDown: false,
      problem: { code: 'unreachable', charged: 'no', message: expect.stringContaining(reason) },
    });
    expect(vendor.billing).toHaveLength(0);
  });

  it('is refused as unreachable when nothing listens there', async () => {
    await vendor.goDown();

    expect(await send()).toMatchObject({
      kind: 'refused',
      slowDown: false,
      problem: {
        code: 'unreachable',
        charged: 'no',
        message: expect.stringContaining('nothing listens there'),
      },
    });
  });

  it('is refused as unreachable when the connection is reset before a byte of ours was written', async () => {
    vendor.failNext('reset-on-connect');

    expect(await send()).toMatchObject({ kind: 'refused', problem: { code: 'unreachable', charged: 'no' } });
    expect(vendor.requests).toHaveLength(0);
  });

  it('is accepted after a 100 Continue that nobody asked for (A-L11)', async () => {
    vendor.failNext({ does: 'continue' });

    expect(await send()).toEqual({ kind: 'accepted', taskId: vendor.billing[0]?.taskId });
    expect(posts()).toHaveLength(1);
  });

  it.each([
    [
      'in pieces',
      ['HTT', 'P/1.1 100 Con', 'tinue\r\n', '\r\nHTTP/1.1 200 OK\r\ncontent-length: 28\r\n\r\n', BODY],
    ],
    ['twice, at once', [`${CONTINUE}${CONTINUE}HTTP/1.1 200 OK\r\ncontent-length: 28\r\n\r\n${BODY}`]],
    ['not at all', ['HTTP/1.1 200 OK\r\ncontent-le', `ngth: 28\r\n\r\n${BODY}`]],
    [
      'with early hints',
      [`${CONTINUE}HTTP/1.1 103 Early Hints\r\n\r\n`, `HTTP/1.1 200 OK\r\ncontent-length: 28\r\n\r\n${BODY}`],
    ],
  ])('is accepted whether a 100 Continue comes %s', async (_how, pieces) => {
    const sendPieces = async (socket: Socket) => {
      socket.setNoDelay(true);
      for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
      socket.end();
    };
    const server = createServer((socket) => void socket.once('data', () => void sendPieces(socket)));
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    expect(await aClient({ origin }).send(aSound())).toEqual({ kind: 'accepted', taskId: 'abc123' });
  });

  it('counts the bytes that came', async () => {
    vendor.failNext('cut-before-task-id');

    expect(await send()).toMatchObject({
      kind: 'unknown',
      bytes: '{"code":200,"msg":"success","data":{'.length,
    });
  });

  it('is refused without a request when there is no key, or one that cannot be sent', async () => {
    for (const apiKey of ['', '  ', 'two\nlines-of-key']) {
      expect(await aClient({ origin: vendor.url, apiKey }).send(aSound())).toMatchObject({
        kind: 'refused',
        problem: { code: 'unauthorized', charged: 'no' },
      });
    }
    expect(vendor.requests).toHaveLength(0);
  });

  it('says nothing left when time runs out before there was a connection, and nothing leaves after that', async () => {
    const late = Promise.withResolvers<void>();
    const sent = late.promise.then(() =>
      new Request('http://vendor.invalid', { ...seenInit, method: 'POST' }).text(),
    );
    let seenInit: RequestInit & { duplex?: 'half' } = {};
    const client = aClient({
      timeouts: { sendMs: 20 },
      fetch: (_url, init) => {
        seenInit = { ...init, signal: null, duplex: 'half' };
        return new Promise<Response>(() => undefined);
      },
    });

    expect(await client.send(aSound())).toMatchObject({ kind: 'refused', problem: { code: 'unreachable' } });
    late.resolve();
    await expect(sent).rejects.toThrow('given up before it was sent');
  });
});

describe('the request on the wire', () => {
  it('is one POST with a length, a Bearer key, a User-Agent and the documented body', async () => {
    await send();

    expect(posts()[0]?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer sk-/),
      'user-agent': expect.stringContaining('Mozilla/5.0'),
      'content-type': 'application/json',
      'content-length': String(JSON.stringify(aSound()).length),
    });
    expect(posts()[0]?.headers['transfer-encoding']).toBeUndefined();
    expect(vendor.billing[0]?.body).toEqual({ ...aSound() });
  });

  it('leaves Auto out, keeps Any for apibox, and adds a callback only when there is one', async () => {
    const client = aClient({ origin: vendor.url });
    await client.send(aSound({ soundTempo: null, soundKey: 'Any' }));
    await client.send(aSound(), { callBackUrl: 'https://ours.example/cb' });
    await client.send(aSound({ callBackUrl: 'https://theirs.example/cb' }), {
      callBackUrl: 'https://ours.example/cb',
    });

    const { soundTempo: _, ...auto } = aSound({ soundKey: 'Any' });
    expect(vendor.billing.map(({ body }) => body)).toEqual([
      auto,
      { ...aSound(), callBackUrl: 'https://ours.example/cb' },
      { ...aSound(), callBackUrl: 'https://theirs.example/cb' },
    ]);
  });

  it('leaves Any out for kie', async () => {
    await aClient({ origin: vendor.url, dialect: 'kie' }).send(aSound({ soundKey: 'Any' }));

    expect(vendor.billing[0]?.body['input']).toEqual({
      prompt: 'soft rain',
      model: 'V5',
      sound_loop: true,
      sound_tempo: 90,
      grab_lyrics: false,
    });
  });

  it('never goes into a used connection, which may be dead without our knowing', async () => {
    const client = aClient({ origin: vendor.url });
    await client.readBalance();
    await client.send(aSound());
    await client.readRecord('x');
    await client.send(aSound());

    expect(new Set(vendor.requests.map(({ port }) => port)).size).toBe(4);
    expect(vendor.requests.map(({ headers }) => headers.connection)).toEqual(Array(4).fill('close'));
  });

  it.each<FaultName>(['reset-after-accept', 'redirect-307', 'redirect-308', 'misdirected-421'])(
    'is one also when twenty leave at once and each meets %s',
    async (fault) => {
      const client = aClient({ origin: vendor.url });
      const prompts = Array.from({ length: 20 }, (_, n) => `rain ${n}`);
      for (const _ of prompts) vendor.failNext(fault);
      await Promise.all(prompts.map((prompt) => client.send(aSound({ prompt }))));

      expect(posts()).toHaveLength(20);
      expect(new Set(posts().map(({ prompt }) => prompt))).toEqual(new Set(prompts));
    },
  );
});
