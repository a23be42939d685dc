import { randomUUID } from 'node:crypto';

import { emptySound } from '../src/shared/empty-sound.ts';
import { MainPage } from './support/main-page.ts';
import { postSounds } from './support/make-sounds.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const refusals: [code: string, sentence: string, cost: string, action: string][] = [
  ['400', 'The request was not accepted as it stands.', 'Nothing was charged.', 'Edit'],
  ['401', 'The Sandbox did not accept the API key.', 'Nothing was charged.', 'Retry'],
  ['404', 'Nothing was found under that name.', 'Nothing was charged.', 'Retry'],
  ['413', 'The prompt is too long for the Sandbox.', 'Nothing was charged.', 'Edit'],
  ['429', 'Out of credits at the Sandbox.', 'Nothing was charged.', 'Retry'],
  ['455', 'The Sandbox is down for maintenance.', 'Nothing was charged.', 'Retry'],
  ['500', 'The Sandbox had a fault of its own.', 'It may have been charged.', 'Retry'],
];

for (const [code, sentence, cost, action] of refusals) {
  test(`code ${code} is shown with its sentence, its cost and its way out`, async ({ page }) => {
    await page.goto('/');
    const card = await new MainPage(page).generateSound(`rain [${code}]`);
    await expect(card).toContainText(sentence);
    await expect(card).toContainText(cost);
    await expect(card.getByRole('button', { name: action, exact: true })).toBeVisible();
  });
}

for (const code of ['405', '430']) {
  test(`code ${code} waits its turn again with a countdown, and can be cancelled free`, async ({
    openOwn,
  }) => {
    // It waits so long that it is not sent again in the moment of the press.
    const { mainPage } = await openOwn({ SOUNDS_PACE: '200/60s' });
    const card = await mainPage.generateSound(`rain [${code}]`);
    await expect(card).toContainText('Waiting');
    await expect(card).toContainText('Too many requests at once for the Sandbox.');
    await card.getByRole('button', { name: 'Cancel' }).click();
    await expect(card).toContainText('Cancelled before it was sent. Nothing was charged.');
  });
}

test('a slow-down that passes ends in a sound', async ({ page }) => {
  await page.goto('/');
  const card = await new MainPage(page).generateSound('rain [slow-down]');
  await expect(card).toContainText('Ready');
});

for (const [name, sentence, action] of [
  ['moderation', 'The Sandbox declined this prompt.', 'Edit'],
  ['render-failed', 'The Sandbox could not render this sound.', 'Retry'],
  ['create-failed', 'The Sandbox could not render this sound.', 'Retry'],
] as const) {
  test(`a task that fails by ${name} says so and offers ${action}`, async ({ page }) => {
    await page.goto('/');
    const card = await new MainPage(page).generateSound(`rain [${name}]`);
    await expect(card).toContainText(sentence);
    await expect(card.getByRole('button', { name: action, exact: true })).toBeVisible();
  });
}

test('Retry keeps the request and makes a new task; Edit puts it back in the form', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.key.selectOption('F#m');
  const card = await mainPage.generateSound('retried rain [455]');
  await card.getByRole('button', { name: 'Retry' }).click();
  await expect(mainPage.tasks.getByRole('article', { name: 'retried rain' })).toHaveCount(2);
  await mainPage.key.selectOption('C');
  await mainPage.prompt.fill('');
  await card.getByRole('button', { name: 'Edit' }).first().click();
  await expect(mainPage.prompt).toHaveValue('retried rain [455]');
  await expect(mainPage.key).toHaveValue('F#m');
  await mainPage.prompt.fill('');
  await card.focus();
  await page.keyboard.press('e');
  await expect(mainPage.prompt).toHaveValue('retried rain [455]');
});

test('Retry all of 100 is one request, however few of them are loaded', async ({ page, startOwn }) => {
  const server = await startOwn({ SOUNDS_PACE: '500/1s' });
  const tasks = Array.from({ length: 100 }, (_, n) => ({
    id: randomUUID(),
    request: { ...emptySound, prompt: `rain ${n} [400]` },
  }));
  await page.request.post(`${server.url}/api/tasks`, { data: { tasks } });
  const posted: string[] = [];
  page.on('request', (asked) => {
    if (asked.method() === 'POST') posted.push(new URL(asked.url()).pathname);
  });
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Retry all 100' }).click();
  await expect(new MainPage(page).tasks.getByRole('heading', { name: 'Tasks' }).locator('..')).toContainText(
    '200',
  );
  expect(posted.filter((path) => path.startsWith('/api/tasks'))).toEqual(['/api/tasks/bulk']);
});

test.describe('without a service worker, past which no request can be caught', () => {
  test.use({ serviceWorkers: 'block' });

  test('a part whose style sheet did not come is asked for again together with it', async ({
    page,
    startOwn,
    complaints,
  }) => {
    complaints.allow(/ERR_FAILED/);
    const server = await startOwn();
    await postSounds(server.url, [{ prompt: 'rain [400]' }]);
    const sheet = /\/row-parts-[^/]+\.css$/;
    await page.route(sheet, (route) => route.abort());
    await page.goto(server.url);
    const card = new MainPage(page).card('rain [400]');
    const again = card.getByRole('button', { name: 'Try again' });
    await expect(again).toBeVisible();
    await page.unroute(sheet);
    await again.click();
    await expect(card.getByRole('button', { name: 'Edit' })).toHaveCSS('font-weight', '600');
  });

  test('a long list whose window does not come stays whole, and gets it once it can', async ({
    page,
    startOwn,
    complaints,
  }) => {
    complaints.allow(/ERR_FAILED/);
    const server = await startOwn({ SOUNDS_PACE: '1/86400s' });
    const tasks = Array.from({ length: 200 }, (_, n) => ({
      id: randomUUID(),
      request: { ...emptySound, prompt: `rain ${n}` },
    }));
    await page.request.post(`${server.url}/api/tasks`, { data: { tasks } });
    let isAway = true;
    let asked = 0;
    await page.route('**/row-window-*.js', (route) => {
      asked += 1;
      return isAway ? route.abort() : route.continue();
    });
    await page.goto(server.url);
    await expect.poll(() => asked).toBeGreaterThan(0);
    const rows = new MainPage(page).tasks.getByRole('article');
    await expect(rows.first()).toBeVisible();
    isAway = false;
    // As high as all of its rows, of which few are drawn.
    await expect(new MainPage(page).tasks.getByRole('list', { name: /^Tasks/ })).toHaveAttribute(
      'style',
      /height/,
    );
    expect(await rows.count()).toBeLessThan(50);
  });
});

test('the scenario picker puts trouble into the prompt only while the sandbox is the upstream', async ({
  page,
}) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.prompt.fill('soft rain');
  await mainPage.compose.getByText('More', { exact: true }).click();
  await mainPage.compose.getByRole('combobox', { name: 'Sandbox scenario' }).selectOption('429');
  await expect(mainPage.prompt).toHaveValue(/\[429\]/);
});

test('a killed server is said calmly; started again, every task is there and reaches its end', async ({
  page,
  startOwn,
  complaints,
}) => {
  complaints.allow(SERVER_AWAY);
  const first = await startOwn();
  await page.goto(first.url);
  const mainPage = new MainPage(page);
  const card = await mainPage.generateSound('survivor [late-second-take]');
  await expect(card.getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  await first.stop('SIGKILL');
  await expect(page.getByText(/cannot be reached|lost touch|connection/i).first()).toBeVisible();
  const port = new URL(first.url).port;
  await startOwn({ PORT: port }, { dataDir: first.dataDir });
  await expect(mainPage.card('survivor')).toContainText('Ready', { timeout: 60_000 });
});

test('the same app on another process as its upstream behaves the same', async ({ page, startOwn }) => {
  const vendor = await startOwn({}, { entry: 'sandbox' });
  const server = await startOwn({ SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'Bearer any-key-will-do' });
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  const card = await mainPage.generateSound('rain from afar');
  await expect(card).toContainText('Ready');
  await card.getByRole('button', { name: 'Play take B' }).click();
  await expect(card.getByRole('slider', { name: 'Seek take B' })).toHaveAttribute(
    'aria-valuetext',
    /^[1-9]\d* of \d+ seconds$/,
  );
  const moderated = await mainPage.generateSound('rain [429]');
  await expect(moderated).toContainText(/Out of credits at \S+\./);
  await mainPage.compose.getByText('More', { exact: true }).click();
  await expect(mainPage.compose.getByRole('combobox', { name: 'Sandbox scenario' })).toHaveCount(0);
});

test('a vendor without a key starts, says so and links its key page', async ({ page, startOwn }) => {
  const server = await startOwn({ SOUNDS_UPSTREAM: 'apibox' });
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: /key/i }).first()).toHaveAttribute(
    'href',
    'https://api.box/api-key',
  );
});
