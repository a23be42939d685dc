import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { MainPage, listAction } from './support/main-page.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const sound = { model: 'V5', soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false };

test('six tabs and a batch of 24 under way: one stream between them, and every click is answered', async ({
  context,
  startOwn,
}) => {
  test.slow(); // Six tabs draw 24 renders on whatever cores there are: what counts is that each answers.
  const server = await startOwn();
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/api/tasks/events')) streams.push(request.url());
  });
  const pages = await Promise.all(Array.from({ length: 6 }, () => context.newPage()));
  for (const page of pages) await page.goto(server.url);
  const tasks = Array.from({ length: 24 }, (_, n) => ({
    id: uuid(n),
    request: { ...sound, prompt: `click ${n}` },
  }));
  await pages[0]!.request.post(`${server.url}/api/tasks`, { data: { tasks } });
  for (const page of pages) {
    await listAction(page, 'Track a taskId');
    await expect(page.getByRole('textbox', { name: /taskId of a task/ })).toBeVisible();
    await expect(new MainPage(page).tasks).toContainText('24');
  }
  expect(streams).toHaveLength(1);
});

test('the tab that leads may close: another takes over and misses nothing', async ({ context, startOwn }) => {
  const server = await startOwn();
  const [leader, other] = [await context.newPage(), await context.newPage()];
  await leader.goto(server.url);
  await expect(leader.getByText(/begin with one of these/)).toBeVisible();
  await other.goto(server.url);
  await expect(other.getByText(/begin with one of these/)).toBeVisible();
  await leader.close();
  const tasks = [{ id: uuid(1), request: { ...sound, prompt: 'after the leader' } }];
  await other.request.post(`${server.url}/api/tasks`, { data: { tasks } });
  await expect(new MainPage(other).card('after the leader')).toContainText('Ready');
});

test('a page of another origin cannot spend, read or listen', async ({ page, startOwn, complaints }) => {
  complaints.allow(/CORS|Failed to load|ERR_/);
  const server = await startOwn();
  const evil = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Evil'),
  );
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}`);
  const outcomes = await page.evaluate(async (url) => {
    const body = JSON.stringify({ prompt: 'stolen', model: 'V5' });
    const attempts: RequestInit[] = [
      { method: 'POST', body, headers: { 'content-type': 'application/json' } },
      { method: 'POST', body, headers: { 'content-type': 'text/plain' }, mode: 'no-cors' },
      { method: 'POST', body: new URLSearchParams({ prompt: 'stolen', model: 'V5' }), mode: 'no-cors' },
    ];
    const read = fetch(`${url}/api/tasks`).then(
      (answer) => `read ${answer.status}`,
      () => 'blocked',
    );
    await Promise.allSettled(attempts.map((init) => fetch(`${url}/api/v1/generate/sounds`, init)));
    return read;
  }, server.url);
  expect(outcomes).toBe('blocked');
  const { total } = (await (await page.request.get(`${server.url}/api/tasks`)).json()) as { total: number };
  expect(total).toBe(0);
  evil.close();
});

test('with an access token people log in once, and a wrong token says so', async ({
  page,
  openOwn,
  complaints,
}) => {
  complaints.allow(/401|403/);
  const { mainPage } = await openOwn({ ACCESS_TOKEN: 'a-long-enough-token-for-tests' });
  await page.getByLabel('Access token').fill('wrong');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('That is not the access token.')).toBeVisible();
  await page.getByLabel('Access token').fill('a-long-enough-token-for-tests');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(mainPage.prompt).toBeVisible();
  const card = await mainPage.generateSound('rain behind a door');
  await expect(card).toContainText('Ready');
});

test('the same sound again within minutes asks first', async ({ page, complaints }) => {
  complaints.allow(/409/);
  await page.goto('/');
  const mainPage = new MainPage(page);
  await expect(await mainPage.generateSound('asked twice')).toContainText('Ready');
  await mainPage.generate.click();
  await expect(page.getByText(/You sent this/)).toBeVisible();
  await expect(mainPage.tasks.getByRole('article', { name: 'asked twice' })).toHaveCount(1);
});

test('a tab brought back after eight hours and 5,000 changes shows what the server has, without a reload', async ({
  page,
  context,
  startOwn,
  complaints,
}) => {
  test.slow();
  complaints.allow(SERVER_AWAY);
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  // All but the first wait, so that what changes is what is changed here.
  const server = await startOwn({ SOUNDS_PACE: '1/86400s' });
  const post = async (path: string, data: object) => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
    expect(answer.status).toBe(200);
  };
  const ids = Array.from({ length: 1000 }, (_, n) => uuid(n));
  for (const half of [ids.slice(0, 500), ids.slice(500)])
    await post('/api/tasks', {
      tasks: half.map((id, n) => ({ id, request: { ...sound, prompt: `rain ${n}` } })),
    });
  await page.clock.install();
  await page.goto(server.url);
  const { tasks } = new MainPage(page);
  await expect(tasks).toContainText('1,000');
  await context.setOffline(true);
  for (const tag of ['one', 'two', 'three', 'four'])
    await post('/api/tasks/bulk', { action: 'tag', tags: [tag], ids });
  await post('/api/tasks/bulk', { action: 'favourite', ids });
  await post('/api/tasks/bulk', { action: 'delete', ids: ids.slice(-10) });
  await page.clock.fastForward('08:00:00');
  await context.setOffline(false);
  const from = Date.now();
  await expect(tasks).toContainText('990');
  await expect(tasks.getByRole('button', { name: 'Favourite', pressed: true }).first()).toBeAttached();
  console.log(`what the server has is shown ${Date.now() - from} ms after the network came back`);
});
