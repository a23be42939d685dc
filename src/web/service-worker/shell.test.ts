import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeCaches } from '../../testing/fake-caches.ts';
import { answerAsset, answerPage, keepShell, linkedFiles, type PageAnswer } from './shell.ts';

const HOME = 'http://localhost:4860/cuesmith/';
let stored: FakeCaches;

beforeEach(() => {
  stored = new FakeCaches();
  vi.stubGlobal('caches', stored);
  vi.stubGlobal('location', new URL(`${HOME}service-worker.js`));
});
afterEach(() => vi.unstubAllGlobals());

const page = (build: string, headers: Record<string, string> = {}) =>
  new Response(
    `<html lang="en"><link rel="stylesheet" disabled href="./assets/inline.css"><script type="module" src="./assets/form-${build}.js"></script>`,
    { headers: { 'content-type': 'text/html; charset=utf-8', 'x-build': build, ...headers } },
  );
const away = () => Promise.reject<Response>(new TypeError('Failed to fetch'));
const answered = (network: Promise<Response>, options: Partial<PageAnswer> = {}) => {
  const work: Promise<unknown>[] = [];
  const onLoggedOut = vi.fn<() => Promise<void>>(options.onLoggedOut ?? (async () => undefined));
  const answer = answerPage(network, { later: (each) => work.push(each), ...options, onLoggedOut });
  return { answer, onLoggedOut, done: () => Promise.all(work) };
};

it('a page links what comes by itself; a disabled stylesheet stands in the page already', async () => {
  expect(linkedFiles(await page('1').text())).toEqual([`${HOME}assets/form-1.js`]);
});

it('the page is the server’s; without a server, the kept one with its own policy and its build', async () => {
  const policy = "script-src 'self' 'sha256-abc'";
  const first = answered(
    Promise.resolve(page('1', { 'content-security-policy': policy, 'x-session': 'open' })),
  );
  expect(await (await first.answer).text()).toBe(await page('1').text());
  await first.done();
  const kept = await answered(away()).answer;
  expect(kept.headers.get('content-security-policy')).toBe(policy);
  expect(kept.headers.get('x-session')).toBeNull();
  expect(await kept.text()).toContain('<html data-build="1" lang="en">');
});

it.each([502, 503, 504])('a proxy’s %d means that the server is away', async (status) => {
  await keepShell(page('1'));
  const { answer } = answered(Promise.resolve(new Response('Bad gateway', { status })));
  expect((await answer).status).toBe(200);
});

it('a server that takes too long is not waited for where a page is kept, and is where none is', async () => {
  const slow = Promise.withResolvers<Response>();
  const waiting = answered(slow.promise, { waitMs: 0 });
  slow.resolve(page('1'));
  expect((await waiting.answer).headers.get('x-build')).toBe('1');
  await waiting.done();
  const never = answered(new Promise(() => undefined), { waitMs: 0 });
  expect((await never.answer).headers.get('x-build')).toBe('1');
});

it('with nothing kept and no server, the browser says so itself', async () => {
  await expect(answered(away()).answer).rejects.toThrow('Failed to fetch');
});

it('being led away from the page is the end of a login', async () => {
  // As a browser hands a redirect to its worker.
  const led = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
  const { answer, onLoggedOut } = answered(Promise.resolve(led));
  expect(await answer).toBe(led);
  expect(onLoggedOut).toHaveBeenCalledOnce();
});

it('what the next login keeps is never taken: the page is left only after all was emptied', async () => {
  const led = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
  const emptied = Promise.withResolvers<void>();
  const { answer, onLoggedOut } = answered(Promise.resolve(led), { onLoggedOut: () => emptied.promise });
  await vi.waitFor(() => expect(onLoggedOut).toHaveBeenCalledOnce());
  expect(await Promise.race([answer, Promise.resolve('not answered yet')])).toBe('not answered yet');
  emptied.resolve();
  expect(await answer).toBe(led);
});

it('a build whose files do not all come is not kept: the one before stays', async () => {
  await keepShell(page('1'));
  stored.answer = async () => new Response('', { status: 404 });
  await expect(keepShell(page('2'))).rejects.toThrow('Not all came.');
  expect(await (await answered(away()).answer).text()).toContain('form-1.js');
});

it('a new build keeps the one before, whose page may still be open, and no older one', async () => {
  for (const build of ['1', '2', '3']) await keepShell(page(build));
  expect([...stored.named.keys()]).toEqual(['cuesmith/cuesmith.shell.2', 'cuesmith/cuesmith.shell.3']);
  const later = vi.fn<(work: Promise<unknown>) => void>();
  const old = await answerAsset(`${HOME}assets/form-2.js`, away, later);
  expect(await old.text()).toBe(`of ${HOME}assets/form-2.js`);
});

it('another server’s caches on this origin are left alone', async () => {
  for (const name of ['cuesmith.shell.9', 'other/cuesmith.shell.9']) await stored.open(name);
  for (const build of ['1', '2', '3']) await keepShell(page(build));
  expect([...stored.named.keys()]).toEqual(
    expect.arrayContaining(['cuesmith.shell.9', 'other/cuesmith.shell.9']),
  );
});

it('a piece of the page that was used is there without a server', async () => {
  await keepShell(page('1'));
  const work: Promise<unknown>[] = [];
  const url = `${HOME}assets/inspector-1.js`;
  await answerAsset(
    url,
    async () => new Response('piece'),
    (each) => work.push(each),
  );
  await Promise.all(work);
  expect(await (await answerAsset(url, away, () => undefined)).text()).toBe('piece');
});

it.each([
  ['an error', new Response('', { status: 500, headers: { 'x-build': '1' } })],
  [
    'what is no page',
    new Response('{}', { headers: { 'content-type': 'application/json', 'x-build': '1' } }),
  ],
  ['a page of somebody else', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
])('%s is not kept as the page', async (_what, response) => {
  await keepShell(response);
  expect(stored.named.size).toBe(0);
});
