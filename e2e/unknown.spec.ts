import { DatabaseSync } from 'node:sqlite';

import { envelope } from '../src/testing/faulty-vendor/faults.ts';
import { taskIdOn } from './support/main-page.ts';
import { expect, test } from './support/vendor.ts';

test('an answer that went missing: the pasted taskId is checked, another prompt asks first, and nothing is sent again', async ({
  page,
  vendor,
  openWith,
  complaints,
}) => {
  complaints.allow(/404|409/);
  const { mainPage } = await openWith();
  await expect(await mainPage.generateSound('thunder over there')).toContainText('Ready');
  vendor.failNext('reset-after-accept');
  const card = await mainPage.generateSound('rain without an answer');
  await expect(card).toContainText('Outcome unknown');
  await expect(card).toContainText('It may have been charged.');
  await card.getByRole('button', { name: 'Details' }).click();
  await expect(card).toContainText('not a byte came');
  await expect(card).toContainText(/Balance \(a hint\)\s*997\.5 before, 995 after/);

  await card.getByRole('button', { name: 'Paste taskId…' }).click();
  const field = card.getByLabel('taskId from apibox');
  const use = card.getByRole('button', { name: 'Use this taskId' });
  await field.fill('0'.repeat(32));
  await use.click();
  await expect(card.getByRole('alert')).toContainText('The vendor knows no task with that taskId.');
  await field.fill(await taskIdOn(mainPage.card('thunder over there')).innerText());
  await use.click();
  await expect(card.getByRole('alert')).toContainText('Another task already has that taskId.');

  const elsewhere = await page.request.post(`${vendor.url}/api/v1/generate/sounds`, {
    data: { prompt: 'hail', model: 'V5' },
    headers: { authorization: 'Bearer someone' },
  });
  const { data } = (await elsewhere.json()) as { data: { taskId: string } };
  await field.fill(data.taskId);
  await use.click();
  await expect(card.getByRole('alert')).toContainText('That taskId belongs to another prompt: “hail”.');
  await expect(card.getByRole('button', { name: 'Keep as it is' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card).toContainText('Outcome unknown');

  const charge = vendor.billing.find(({ prompt }) => prompt === 'rain without an answer');
  await field.fill(charge?.taskId ?? '');
  await field.press('Enter');
  await expect(card).toContainText('Ready');
  await expect(taskIdOn(card)).toHaveText(charge?.taskId ?? '');
  await card.getByRole('button', { name: 'Play take A' }).click();
  await expect(card.getByRole('button', { name: /take A/ }).first()).toBeVisible();
  expect(vendor.billing.map(({ prompt }) => prompt)).toEqual([
    'thunder over there',
    'rain without an answer',
    'hail',
  ]);
});

test('a taskId of another prompt can be used all the same, on purpose', async ({
  page,
  vendor,
  openWith,
  complaints,
}) => {
  complaints.allow(/409/);
  const { mainPage } = await openWith();
  const elsewhere = await page.request.post(`${vendor.url}/api/v1/generate/sounds`, {
    data: { prompt: 'hail', model: 'V5' },
    headers: { authorization: 'Bearer someone' },
  });
  const { data } = (await elsewhere.json()) as { data: { taskId: string } };
  vendor.failNext('gateway-502-after-accept');
  const card = await mainPage.generateSound('rain with a wrong prompt');
  await card.getByRole('button', { name: 'Paste taskId…' }).click();
  await card.getByLabel('taskId from apibox').fill(data.taskId);
  await card.getByRole('button', { name: 'Use this taskId' }).click();
  await card.getByRole('button', { name: 'Use it anyway' }).click();
  await expect(card).toContainText('Ready');
});

test('sending again on purpose warns of a second charge and makes a new task; Dismiss ends the question', async ({
  page,
  vendor,
  openWith,
}) => {
  const { mainPage } = await openWith();
  vendor.failNext('html-in-200-after-accept');
  await mainPage.generateSound('doubtful rain');
  const doubtful = mainPage.tasks.locator('article[data-state=unknown]');
  await doubtful.getByRole('button', { name: 'Send again' }).click();
  await expect(doubtful).toContainText('sending it again may charge it twice');
  await doubtful.getByRole('button', { name: 'Keep as it is' }).click();
  expect(vendor.billing).toHaveLength(1);
  await doubtful.getByRole('button', { name: 'Send again' }).click();
  await doubtful
    .getByRole('group', { name: 'Please confirm' })
    .getByRole('button', { name: 'Send again' })
    .click();
  await expect(mainPage.tasks.getByRole('article', { name: 'doubtful rain' })).toHaveCount(2);
  await expect(mainPage.card('doubtful rain')).toContainText('Ready');
  expect(vendor.billing).toHaveLength(2);
  await doubtful.getByRole('button', { name: 'Dismiss' }).click();
  await expect(doubtful).toHaveCount(0);
  await expect(mainPage.tasks.locator('article[data-state=dismissed]')).toContainText('You dismissed it.');
  await page.reload();
  await expect(mainPage.tasks.locator('article[data-state=dismissed]')).toBeVisible();
  expect(vendor.billing).toHaveLength(2);
});

test('a cut answer that held a taskId is no question at all', async ({ vendor, openWith }) => {
  const { mainPage } = await openWith();
  vendor.failNext('cut-after-task-id');
  const card = await mainPage.generateSound('cut rain');
  await expect(card).toContainText('Ready');
  expect(vendor.billing).toHaveLength(1);
});

test('a task that waits for its turn says its place and counts down, survives a restart, and is cancelled free', async ({
  page,
  vendor,
  openWith,
  startWith,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  const { server, mainPage } = await openWith({ SOUNDS_PACE: '1/90s' });
  await expect(await mainPage.generateSound('first in line')).toContainText('Ready');
  const card = await mainPage.generateSound('second in line');
  await expect(card).toContainText('Waiting');
  await expect(card).toContainText(/Number 1 in line\. Sends in [1-9]\d\s*s\. Nothing was charged yet\./);
  const told = await card.innerText();
  await expect(card).not.toHaveText(told);
  await server.stop('SIGKILL');
  const env = { PORT: new URL(server.url).port, SOUNDS_PACE: '1/90s' };
  await startWith(env, { dataDir: server.dataDir });
  await page.reload();
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card).toContainText('Cancelled before it was sent. Nothing was charged.');
  expect(vendor.billing).toHaveLength(1);
});

test('a held task is put back in the form by Edit, and is not sent as well', async ({ vendor, openWith }) => {
  const { mainPage } = await openWith({ SOUNDS_PACE: '1/86400s' });
  await expect(await mainPage.generateSound('first')).toContainText('Ready');
  const card = await mainPage.generateSound('think again');
  await expect(card).toContainText('Waiting');
  await mainPage.prompt.fill('');
  await card.getByRole('button', { name: 'Edit' }).click();
  await expect(mainPage.prompt).toHaveValue('think again');
  await expect(card).toContainText('Cancelled before it was sent.');
  expect(vendor.billing).toHaveLength(1);
});

test('held tasks of another connection are not sent there, but can be, as new tasks', async ({
  page,
  vendor,
  openWith,
  startVendor,
  startWith,
}) => {
  const other = await startVendor();
  const { server, mainPage } = await openWith({ SOUNDS_PACE: '1/86400s' });
  await expect(await mainPage.generateSound('first')).toContainText('Ready');
  await expect(await mainPage.generateSound('left behind')).toContainText('Waiting');
  await page.goto('about:blank');
  await server.stop();
  const env = { SOUNDS_UPSTREAM: other.url, SOUNDS_API_KEY: 'sk-other-0123456789' };
  const moved = await startWith(env, { dataDir: server.dataDir });
  await page.goto(moved.url);
  const card = mainPage.tasks.locator('article[data-state=held]');
  await expect(card).toContainText(`It was made for ${new URL(vendor.url).host}, which is not in use now`);
  await card.getByRole('button', { name: 'Choose another…' }).click();
  await card.getByRole('button', { name: `Send to ${new URL(other.url).host}` }).click();
  await expect(mainPage.card('left behind')).toContainText('Ready');
  await expect(mainPage.tasks.locator('article[data-state=cancelled]')).toHaveCount(1);
  expect([vendor.billing.length, other.billing.length]).toEqual([1, 1]);
});

test('a task that took too long says so, and Check finds what has arrived since', async ({
  page,
  vendor,
  openWith,
  startWith,
}) => {
  const { server, mainPage } = await openWith();
  vendor.planNext({ stages: ['PENDING'] });
  await expect(await mainPage.generateSound('slow rain')).toContainText('Queued');
  await page.goto('about:blank');
  await server.stop();
  // Half an hour goes by.
  const sql = new DatabaseSync(`${server.dataDir}/cuesmith.db`);
  sql.exec('UPDATE tasks SET deadline_at = 1');
  sql.close();
  const later = await startWith({}, { dataDir: server.dataDir });
  await page.goto(later.url);
  const card = mainPage.card('slow rain');
  await expect(card).toContainText('The sound did not arrive within 30 minutes. It was charged.');
  for (const task of vendor.tasks.values()) task.plan = { ...task.plan, stages: ['SUCCESS'] };
  await card.getByRole('button', { name: 'Check now' }).click();
  await expect(card).toContainText('Ready');
  expect(vendor.billing).toHaveLength(1);
});

test('Retry all sends again what certainly cost nothing, and leaves what may have been charged', async ({
  page,
  vendor,
  openWith,
}) => {
  const { mainPage } = await openWith();
  for (const [prompt, fault] of [
    ['free one', 'code-455'],
    ['dear one', 'code-500'],
    ['free two', 'gateway-403'],
  ] as const) {
    vendor.failNext(fault);
    await expect(await mainPage.generateSound(prompt)).toContainText('Refused');
  }
  await page.getByRole('button', { name: 'Retry all 2' }).click();
  await expect(mainPage.card('free one')).toContainText('Ready');
  await expect(mainPage.card('free two')).toContainText('Ready');
  expect(vendor.billing.map(({ prompt }) => prompt).sort()).toEqual(['free one', 'free two']);
  await expect(page.getByRole('button', { name: /Retry all/ })).toHaveCount(0);

  const dear = mainPage.card('dear one');
  await dear.getByRole('button', { name: 'Retry' }).click();
  await expect(dear.getByRole('alert')).toContainText('may charge it twice');
});

test('links that are dead are said to be, and nothing is offered to be played', async ({
  vendor,
  openWith,
  complaints,
}) => {
  test.setTimeout(180_000);
  complaints.allow(/404/);
  const { mainPage } = await openWith();
  vendor.planNext({ links: 'missing' });
  const card = await mainPage.generateSound('rain without links');
  await expect(card).toContainText('No copy of take A is kept yet. The link from');
  // Asked for again for more than a minute.
  await expect(card).toContainText('The link has ended and no copy was kept.', { timeout: 120_000 });
  await expect(card).not.toContainText('Ready');
  await expect(card).not.toContainText('No copy of');
  await expect(card.getByRole('button', { name: 'Play take A' })).toHaveCount(0);
});

test('a link that gives no audio is said on the take, and playing it says so too', async ({
  page,
  vendor,
  openWith,
  complaints,
}) => {
  complaints.allow(/424/);
  const { mainPage } = await openWith();
  vendor.planNext({ links: 'html' });
  const card = await mainPage.generateSound('rain behind a wall');
  await expect(card).toContainText('Ready');
  await expect(card).toContainText('No copy of take A is kept yet. The file could not be fetched from');
  await card.getByRole('button', { name: 'Play take A' }).click();
  await expect(card.getByRole('alert')).toContainText('The audio of take A cannot be played.');
  const player = page.getByRole('region', { name: 'Player' });
  await expect(player).toContainText('The audio of take A cannot be played.');
  await player.getByRole('button', { name: 'Close notice' }).click();
  await expect(card.getByRole('alert')).toHaveCount(0);
  await expect(player.getByRole('alert')).toHaveCount(0);
  await player.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(player).toContainText('The audio of take A cannot be played.');
});

test('a vendor that goes away: what renders goes on when it is back, what was not sent says so', async ({
  vendor,
  openWith,
}) => {
  const { mainPage } = await openWith();
  vendor.planNext({ stages: ['PENDING'] });
  const card = await mainPage.generateSound('rain through a storm');
  await expect(taskIdOn(card)).toBeVisible();
  await vendor.goDown();
  const unsent = await mainPage.generateSound('rain into the void');
  await expect(unsent).toContainText(/ could not be reached\. Nothing was charged\./);
  for (const task of vendor.tasks.values()) task.plan = { ...task.plan, stages: ['SUCCESS'] };
  await vendor.comeUp();
  await expect(card).toContainText('Ready', { timeout: 60_000 });
  await unsent.getByRole('button', { name: 'Retry' }).click();
  await expect(mainPage.card('rain into the void')).toContainText('Ready');
  expect(vendor.billing).toHaveLength(2);
});

test('what the vendor says is shown as text, never as markup', async ({ page, vendor, openWith }) => {
  const { mainPage } = await openWith();
  vendor.failNext(envelope(455, '<img src=x onerror="document.title=1"><b>closed</b>'));
  const card = await mainPage.generateSound('marked up');
  await card.getByRole('button', { name: 'Details' }).click();
  await expect(card).toContainText('<b>closed</b>');
  await expect(page).toHaveTitle(/Cuesmith/);
});
