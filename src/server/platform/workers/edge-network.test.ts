import { beforeAll, expect, test } from 'vitest';

import { createPlaces, openEdgeNetwork, PLACES } from './edge-network.ts';
import { r2Files } from './r2-files.ts';

/** workerd's own; Node has none. */
class FixedLength extends TransformStream<Uint8Array, Uint8Array> {
  readonly expected: number;

  constructor(expected: number) {
    super();
    this.expected = expected;
  }
}

beforeAll(() => Object.assign(globalThis, { FixedLengthStream: FixedLength }));

const SIX = 6;

/** A far side that answers when it is told to, and counts what is open. */
function startFarSide() {
  const calls: { url: string; init: RequestInit; end: (body?: string) => void }[] = [];
  let open = 0;
  let most = 0;
  const begin = () => (most = Math.max(most, ++open));
  const fetch = (url: string, init: RequestInit) => {
    begin();
    const { promise, resolve } = Promise.withResolvers<Response>();
    const end = (text = '') => {
      const source = new Blob([text]).stream().getReader();
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await source.read();
          if (value) controller.enqueue(value);
          if (!done) return;
          open--;
          controller.close();
        },
      });
      resolve(new Response(body));
    };
    calls.push({ url, init, end });
    return promise;
  };
  const slow = async <T>(value: T): Promise<T> => {
    begin();
    await new Promise((resolve) => void setTimeout(resolve));
    open--;
    return value;
  };
  return { calls, fetch, slow, most: () => most };
}

const settle = () => new Promise<void>((resolve) => void setTimeout(resolve));
const audio = { headers: { accept: 'audio/*, */*;q=0.5' } };

test('no more than six connections are open at once, whatever is sent, read, heard and kept', async () => {
  const far = startFarSide();
  const places = createPlaces();
  const line = openEdgeNetwork(places, far.fetch).openLine();
  const files = r2Files(
    {
      head: () => far.slow({ size: 1 }),
      get: () => far.slow(null),
      put: () => far.slow(null),
      delete: () => far.slow(undefined),
      list: async () => ({ objects: [] }),
      createMultipartUpload: () => Promise.reject(new Error('Not needed.')),
    },
    'x/',
    (call) => places.within('file', call),
  );
  const texts = Array.from({ length: 30 }, async (_, n) => {
    await files.write(`f${n}`, new Uint8Array(1));
    const answers = [
      line.fetch(`http://far/send/${n}`, {}),
      line.readFetch(`http://far/read/${n}`, {}),
      line.readFetch(`http://far/audio/${n}`, audio),
    ];
    await Promise.all(answers.map(async (answer) => (await answer).text()));
  });
  for (let at = 0; at < 90; await settle()) for (; at < far.calls.length; at++) far.calls[at]?.end('done');
  await Promise.all(texts);
  expect(far.calls).toHaveLength(90);
  expect(far.most()).toBeLessThanOrEqual(SIX);
  expect(Object.values(PLACES).reduce((sum, n) => sum + n)).toBe(SIX);
});

test('long takes keep no poll waiting, and polls no send', async () => {
  const far = startFarSide();
  const line = openEdgeNetwork(createPlaces(), far.fetch).openLine();
  for (let n = 0; n < 9; n++) void line.readFetch(`http://far/audio/${n}`, audio);
  for (let n = 0; n < 9; n++) void line.readFetch(`http://far/read/${n}`, {});
  void line.fetch('http://far/send', {});
  await settle();
  expect(far.calls.map(({ url }) => url)).toEqual([
    'http://far/audio/0',
    'http://far/read/0',
    'http://far/read/1',
    'http://far/send',
  ]);
});

test('a send whose time runs out before it has a place has not begun: its body was asked for nothing', async () => {
  const far = startFarSide();
  const line = openEdgeNetwork(createPlaces(), far.fetch).openLine();
  for (let n = 0; n < PLACES.send; n++) void line.fetch(`http://far/${n}`, {});
  const late = new AbortController();
  let pulled = false;
  const body = new ReadableStream({ type: 'bytes', pull: () => void (pulled = true) }, { highWaterMark: 0 });
  const send = line.fetch('http://far/late', { method: 'POST', body, signal: late.signal });
  await settle();
  late.abort(new Error('late'));
  await expect(send).rejects.toThrow('late');
  expect(pulled).toBe(false);
  far.calls[0]?.end();
  await settle();
  expect(far.calls).toHaveLength(PLACES.send);
});

test('a place is free again when an answer is given up, fails, or its time runs out', async () => {
  const far = startFarSide();
  const line = openEdgeNetwork(createPlaces(), far.fetch).openLine();
  const timeout = new AbortController();
  const first = line.fetch('http://far/1', {});
  const second = line.fetch('http://far/2', { signal: timeout.signal });
  const [third, fourth] = [line.fetch('http://far/3', {}), line.fetch('http://far/4', {})];
  await settle();
  far.calls[0]?.end('given up');
  await (await first).body?.cancel();
  timeout.abort();
  await settle();
  expect(far.calls).toHaveLength(4);
  far.calls.slice(1).forEach(({ end }) => end());
  await Promise.all([second, third, fourth]);
});

test('a paid body stays a stream, goes out with its length, and redirects are handed back', async () => {
  const far = startFarSide();
  const line = openEdgeNetwork(createPlaces(), far.fetch).openLine();
  const body = new Blob(['{"a":1}']).stream();
  void line.fetch('http://far/', { method: 'POST', body, headers: { 'content-length': '7' } });
  await settle();
  const { init } = far.calls[0]!;
  expect(init.redirect).toBe('manual');
  expect(init.body).toBeInstanceOf(ReadableStream);
  expect(await new Response(init.body as ReadableStream).text()).toBe('{"a":1}');
});

test.each(['localhost', 'nas', 'printer.local', 'db.internal', 'a.localhost'])(
  'a link to %s leads nowhere',
  async (name) => {
    const network = openEdgeNetwork(createPlaces(), startFarSide().fetch);
    expect(await network.lookup(name)).toEqual([]);
    expect(await network.lookup('cdn.example.com')).toHaveLength(1);
  },
);
