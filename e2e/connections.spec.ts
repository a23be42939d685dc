import type { Page } from '@playwright/test';

import type { Fault } from '../src/testing/faulty-vendor/faults.ts';
import { MainPage } from './support/main-page.ts';
import { expect, test } from './support/vendor.ts';

const KEY = 'sk-e2e-typed-0123456789';
const NEW_KEY = 'sk-e2e-new-9876543210';
const says = (body: object): Fault => ({
  does: 'answer',
  status: 200,
  type: 'application/json',
  body: JSON.stringify(body),
  billed: false,
});
const LOCAL = { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' };

test('a key is added in the page, a sound is made with it, it is there after a restart, and it is removed', async ({
  page,
  startOwn,
  startVendor,
}) => {
  test.slow();
  const vendor = await startVendor({ plan: { renderMs: 100, callbacks: 'none' } });
  const server = await startOwn(LOCAL);
  const seen: string[] = [];
  page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => seen.push(text),
        () => undefined,
      ),
  );
  await page.goto(server.url);
  const header = page.getByRole('button', { name: /^Connection:/ });
  await expect(header).toHaveAccessibleName(/^Connection: Sandbox\s+[\d,.]+ practice credits$/);

  await header.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /Sandbox/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add a key' });
  await adding.getByRole('radio', { name: 'Other' }).check();
  await expect(adding.getByText(/^Set what yours allows\./)).toBeVisible();
  await adding.getByLabel('Address').fill(vendor.url);
  await adding.getByLabel('API key').fill(`Bearer ${KEY}`);
  vendor.failNextRead(says({ code: 401, msg: 'No.', data: null }));
  await adding.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(adding.getByRole('alert')).toContainText('did not accept this key. Nothing was charged.');
  await adding.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(adding.getByText('The key works.')).toBeVisible();
  await adding.getByRole('button', { name: 'Add connection' }).click();

  const list = page.getByRole('dialog', { name: 'Connections' });
  const { host } = new URL(vendor.url);
  await expect(list.getByRole('radio', { name: `Use ${host} for new sounds` })).toBeChecked();
  await list.getByRole('button', { name: `More for ${host}` }).click();
  await list.getByLabel('Name').fill('Studio');
  await list.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('radio', { name: 'Use Studio for new sounds' })).toBeChecked();
  await page.keyboard.press('Escape');

  const mainPage = new MainPage(page);
  await expect(await mainPage.generateSound('by the vendor')).toContainText('Studio');
  await expect.poll(() => vendor.billing.length).toBe(1);

  await page.goto('about:blank');
  await server.stop();
  const again = await startOwn(LOCAL, { dataDir: server.dataDir });
  await page.goto(again.url);
  await expect(header).toHaveAccessibleName(/^Connection: Studio\s+[\d,.]+ credits$/);
  const second = await mainPage.generateSound('after the restart');
  await expect.poll(() => vendor.billing.length).toBe(2);
  expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);

  await expect(second).toHaveAttribute('data-state', 'ready');
  await header.click();
  await page.getByRole('menuitem', { name: 'Connections…' }).click();
  await list.getByRole('button', { name: 'More for Studio' }).click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(list.getByRole('radio', { name: 'Use Studio for new sounds' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(mainPage.card('by the vendor')).toContainText('Studio, removed');
  await expect(header).toHaveAccessibleName(/^Connection: Sandbox/);
  expect(seen.join('\n')).not.toContain(KEY);
});

/** Connects a vendor by the server's own route, as the dialog does. */
async function connect(page: Page, baseUrl: string, name: string, key: string): Promise<void> {
  const data = { vendor: 'custom', baseUrl, name, key };
  const answer = await page.request.post(new URL('api/connections', page.url()).href, { data });
  expect(answer.status()).toBe(201);
}

test('an empty page says that the sandbox makes the sounds, and where to connect a vendor', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn(LOCAL);
  await page.goto(server.url);
  const { tasks } = new MainPage(page);
  await expect(tasks.getByText('Real audio, rendered here, free.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Sent to' })).toHaveCount(0);
  await tasks.getByRole('button', { name: 'Add a key…' }).click();
  await expect(page.getByRole('dialog', { name: 'Add a key' }).getByLabel('API key')).toBeFocused();
});

test('who a sound is sent to is chosen beside Generate; a broken key is mended; a removed one is replaced by choice', async ({
  page,
  startOwn,
  startVendor,
}) => {
  test.slow();
  const vendor = await startVendor({ plan: { renderMs: 100, callbacks: 'none' } });
  const server = await startOwn(LOCAL);
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  await connect(page, vendor.url, 'Studio', KEY);
  const sentTo = page.getByRole('combobox', { name: 'Sent to' });
  await expect(sentTo).toHaveValue('sandbox');
  await expect(await mainPage.generateSound('free')).toContainText('Sandbox');
  expect(vendor.billing).toHaveLength(0);

  await sentTo.selectOption('Studio');
  const header = page.getByRole('button', { name: /^Connection:/ });
  await expect(header).toHaveAccessibleName(/^Connection: Studio/);
  await expect(await mainPage.generateSound('paid')).toContainText('Studio');
  await expect.poll(() => vendor.billing.length).toBe(1);

  vendor.failNext(says({ code: 401, msg: 'No such key.', data: null }));
  const card = await mainPage.generateSound('with a broken key');
  await card.getByRole('button', { name: 'Replace the key…' }).click();
  const list = page.getByRole('dialog', { name: 'Connections' });
  await expect(list.getByText('Key not accepted')).toBeVisible();
  await list.getByRole('button', { name: 'Replace key' }).click();
  const form = page.getByRole('dialog', { name: 'Replace the key of Studio' });
  await form.getByLabel('API key').fill(NEW_KEY);
  await form.getByRole('button', { name: 'Replace key' }).click();
  await expect(list.getByText(`Key ends in ${NEW_KEY.slice(-4)}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect.poll(() => vendor.billing.length).toBe(2);
  const sends = vendor.requests.filter(({ method }) => method === 'POST');
  expect(sends.at(-1)?.headers.authorization).toBe(`Bearer ${NEW_KEY}`);
  // A connection with a sound under way is not removed.
  await expect(mainPage.card('with a broken key')).toHaveAttribute('data-state', 'ready');

  vendor.failNext(says({ code: 455, msg: 'Maintenance.', data: null }));
  const lost = await mainPage.generateSound('of a removed one');
  await expect(lost).toHaveAttribute('data-state', 'refused');
  await header.click();
  await page.getByRole('menuitem', { name: 'Connections…' }).click();
  await list.getByRole('button', { name: 'More for Studio' }).click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(list.getByRole('button', { name: 'More for Studio' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(lost).toContainText('Studio, removed');
  await expect(sentTo).toHaveCount(0);
  await lost.getByRole('button', { name: 'Choose another…' }).click();
  await lost.getByRole('button', { name: 'Send to Sandbox' }).click();
  await expect(mainPage.tasks.getByRole('article', { name: 'of a removed one' })).toHaveCount(2);
  await expect(lost).toContainText('Sandbox');
  expect(vendor.billing).toHaveLength(2);
  await page.goto('about:blank');
  await server.stop();
});
