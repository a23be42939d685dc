import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { becauseOf } from '#shared/messages/not-kept.ts';

import { aClient, IMPATIENT } from '../../testing/faulty-vendor/client-fixtures.ts';
import { type FaultyVendor, startFaultyVendor } from '../../testing/faulty-vendor/faulty-vendor.ts';
import type { LinkBehaviour } from '../../testing/faulty-vendor/vendor-tasks.ts';
import { aSound } from '../../testing/task-builders.ts';
import type { AudioOutcome } from './vendor.ts';

let vendor: FaultyVendor;
beforeEach(async () => {
  vendor = await startFaultyVendor();
});
afterEach(() => vendor.close());

const client = (options: Parameters<typeof aClient>[0] = {}) => aClient({ origin: vendor.url, ...options });

async function linkTo(links: LinkBehaviour): Promise<string> {
  vendor.planNext({ links });
  await client().send(aSound());
  return `${vendor.url}/files/${vendor.billing[0]?.taskId}/1.mp3`;
}

describe('opening a take’s audio', () => {
  it('gives the bytes with type and length, and tells the vendor no key', async () => {
    const outcome = await client().openAudio(await linkTo('fine'));

    expect(outcome).toMatchObject({ kind: 'open', contentType: 'audio/mpeg', length: 40 * 417 });
    expect((await new Response(bodyOf(outcome)).bytes()).subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xfb));
    expect(vendor.requests.at(-1)?.headers.authorization).toBeUndefined();
    expect(vendor.requests.at(-1)?.headers['user-agent']).toContain('Mozilla/5.0');
  });

  it.each([
    ['forbidden', 'dead', 'HTTP 403', becauseOf('linkEnded', 403)],
    ['missing', 'dead', 'HTTP 404', becauseOf('linkEnded', 404)],
    ['to-loopback', 'refused', 'private network', becauseOf('private', '127.0.0.2')],
    ['in-circles', 'refused', 'redirects too often', becauseOf('redirects')],
  ] as const)('says of a link that is %s: %s', async (links, kind, reason, why) => {
    expect(await client().openAudio(await linkTo(links))).toEqual({
      kind,
      reason: expect.stringContaining(reason),
      ...why,
    });
  });

  it.each(['endless', 'silent'] as const)('ends a link that is %s when its time is up', async (links) => {
    const outcome = await client({ timeouts: IMPATIENT }).openAudio(await linkTo(links));

    expect(outcome.kind).toBe('open');
    await expect(drain(outcome)).rejects.toThrow(/time|abort/i);
  });

  it('gives up a link that stops in the middle long before its time is up', async () => {
    const timeouts = { ...IMPATIENT, audioBodyMs: 300_000 };
    const outcome = await client({ timeouts }).openAudio(await linkTo('silent'));

    await expect(drain(outcome)).rejects.toThrow('no more bytes in time');
  });

  it('survives a vendor that hangs up while its bytes still wait for a slow reader', async () => {
    const bytes = new Uint8Array(64 * 1024).fill(0xff);
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\nconnection: close\r\n\r\n`);
        socket.end(bytes);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const outcome = await client({ origin }).openAudio(`${origin}/slow.mp3`);
    // Not read until the connection has ended: with Node's own fetch this killed the process.
    const closed = once(server, 'close');
    server.close();
    await closed;
    expect((await new Response(bodyOf(outcome)).bytes()).length).toBe(bytes.length);
  });

  it('breaks where the link is cut short', async () => {
    const outcome = await client().openAudio(await linkTo('cut-short'));

    await expect(drain(outcome)).rejects.toThrow('terminated');
  });

  it('fails when nobody listens, or the head does not come in time', async () => {
    const link = await linkTo('fine');
    await vendor.goDown();

    expect(await client().openAudio(link)).toEqual({
      kind: 'failed',
      reason: 'nothing listens there',
      ...becauseOf('unreached'),
    });
    const never = () => new Promise<Response>(() => undefined);
    expect(await client({ fetch: never, timeouts: { audioHeadMs: 20 } }).openAudio(link)).toEqual({
      kind: 'failed',
      reason: 'it did not answer in time',
      ...becauseOf('timeout'),
    });
  });

  it('stops when it is called off', async () => {
    const leaving = new AbortController();
    const outcome = await client().openAudio(await linkTo('endless'), leaving.signal);
    leaving.abort();

    await expect(drain(outcome)).rejects.toThrow(/abort/i);
  });
});

describe('audio on another host', () => {
  const asked: string[] = [];
  beforeEach(() => asked.splice(0));
  const elsewhere = (answers: Record<string, () => Response>, addresses: Record<string, string[]> = {}) =>
    client({
      fetch: () => Promise.reject(new Error('The vendor’s own fetch is not for other hosts.')),
      publicFetch: (url) => {
        asked.push(url);
        return Promise.resolve(answers[url]?.() ?? new Response(null, { status: 500 }));
      },
      lookup: (name) => Promise.resolve(addresses[name] ?? ['8.8.8.8']),
    });
  const redirectTo = (location: string) => () => new Response(null, { status: 302, headers: { location } });

  it('is followed over public hosts, each checked', async () => {
    const outcome = await elsewhere({
      'https://a.example/x': redirectTo('https://b.example/y'),
      'https://b.example/y': redirectTo('/z'),
      'https://b.example/z': () => new Response('bytes', { headers: { 'content-type': 'audio/mpeg' } }),
    }).openAudio('https://a.example/x');

    expect(outcome).toMatchObject({ kind: 'open', contentType: 'audio/mpeg', length: null });
    expect(asked).toEqual(['https://a.example/x', 'https://b.example/y', 'https://b.example/z']);
  });

  it.each([
    ['http://169.254.169.254/latest', 'private network', becauseOf('private', '169.254.169.254')],
    ['https://intranet.example/x', 'private network', becauseOf('private', 'intranet.example')],
    ['http://[::1]:9/', 'private network', becauseOf('private', '[::1]')],
    ['file:///etc/passwd', 'http or https', becauseOf('badLink')],
    ['https://[', 'not a web address', becauseOf('badLink')],
  ])('is not followed to %s', async (location, reason, why) => {
    const outcome = await elsewhere(
      { 'https://a.example/x': redirectTo(location) },
      { 'intranet.example': ['10.0.0.7'] },
    ).openAudio('https://a.example/x');

    expect(outcome).toEqual({ kind: 'refused', reason: expect.stringContaining(reason), ...why });
    expect(asked).toEqual(['https://a.example/x']);
  });

  it('may be on any port of the vendor’s own host, however private (M8)', async () => {
    const files = await startFaultyVendor({ plan: { links: 'fine' } });
    onTestFinished(files.close);
    vendor.planNext({ filesAt: files.url });
    await client().send(aSound());
    const link = `${files.url}/files/${vendor.billing[0]?.taskId}/1.mp3`;
    const lookup = () => Promise.reject(new Error('Nobody asks.'));

    expect(await client({ lookup }).openAudio(link)).toMatchObject({ kind: 'open', length: 40 * 417 });
  });

  it.each([
    ['http://nas.lan:9000/a.mp3', ['nas.lan']],
    ['http://files.nas.lan/a.mp3', ['*.nas.lan']],
    ['https://192.168.1.5/a.mp3', ['192.168.1.5']],
    ['http://cdn.example/a.mp3', ['cdn.example']],
  ])('may be at %s when ALLOWED_MEDIA_HOSTS names %j (M8)', async (link, mediaHosts) => {
    const fetch = () => Promise.resolve(new Response('bytes'));
    const lookup = () => Promise.resolve(['192.168.1.5']);
    const options = { fetch, lookup, publicFetch: () => Promise.reject(new Error('x')) };

    expect(await client({ ...options, mediaHosts }).openAudio(link)).toMatchObject({ kind: 'open' });
    expect(await client(options).openAudio(link)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(`ALLOWED_MEDIA_HOSTS=${new URL(link).hostname} lets it through`),
      ...becauseOf('private', new URL(link).hostname),
    });
  });

  it('is asked for where a proxy answers every name from its fake range (M8)', async () => {
    const outcome = await elsewhere(
      { 'https://a.example/x': () => new Response('bytes') },
      { 'a.example': ['198.18.0.42'] },
    ).openAudio('https://a.example/x');

    expect(outcome).toMatchObject({ kind: 'open' });
  });

  it('is not asked for over plain http (A-L11)', async () => {
    const answers = { 'http://a.example/x': () => new Response('bytes') };

    expect(await elsewhere(answers).openAudio('http://a.example/x')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not https'),
    });
    expect(asked).toEqual([]);
  });

  it('is not asked for at all when its name leads inside', async () => {
    const outcome = await elsewhere({}, { 'a.example': ['127.0.0.1'] }).openAudio('https://a.example/x');

    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  it('fails when its name cannot be looked up', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));

    expect(await client({ lookup }).openAudio('https://a.example/x')).toEqual({
      kind: 'failed',
      reason: 'no such host',
      ...becauseOf('noHost'),
    });
  });

  it.each([
    [500, 'failed'],
    [429, 'failed'],
    [204, 'failed'],
    [304, 'failed'],
    [410, 'dead'],
    [451, 'dead'],
  ])('that answers %i is %s', async (status, kind) => {
    const answers = { 'https://a.example/x': () => new Response(null, { status }) };

    expect(await elsewhere(answers).openAudio('https://a.example/x')).toMatchObject({ kind });
  });
});

const bodyOf = (outcome: AudioOutcome) => (outcome.kind === 'open' ? outcome.body : null);

async function drain(outcome: AudioOutcome): Promise<void> {
  for await (const _ of bodyOf(outcome) ?? []);
}
