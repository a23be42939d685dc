import { AxeBuilder } from '@axe-core/playwright';

import { startFaultyVendor } from '../src/testing/faulty-vendor/faulty-vendor.ts';
import { atDesk } from './support/main-page.ts';
import { startServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

const KEY = 'sk-e2e-typed-0123456789';
const LOCAL = { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' };

test('a key is added in the page, a sound is made with it, it is there after a restart, and it is removed', async ({
  page,
}) => {
  const vendor = await startFaultyVendor({ plan: { renderMs: 100, callbacks: 'none' } });
  const server = await startServer({ env: LOCAL });
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
  await adding.getByLabel('Address').fill(vendor.url);
  await adding.getByLabel('API key').fill(`Bearer ${KEY}`);
  const no = JSON.stringify({ code: 401, msg: 'No.', data: null });
  vendor.failNextRead({ does: 'answer', status: 200, type: 'application/json', body: no, billed: false });
  await adding.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(adding.getByRole('alert')).toContainText('did not accept this key. Nothing was charged.');
  await adding.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(adding.getByText('The key works.')).toBeVisible();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await adding.getByRole('button', { name: 'Add connection' }).click();

  const list = page.getByRole('dialog', { name: 'Connections' });
  const { host } = new URL(vendor.url);
  await expect(list.getByRole('radio', { name: `Use ${host} for new sounds` })).toBeChecked();
  await list.getByRole('button', { name: `More for ${host}` }).click();
  await list.getByLabel('Name').fill('Studio');
  await list.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('radio', { name: 'Use Studio for new sounds' })).toBeChecked();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');

  const desk = atDesk(page);
  await expect(await desk.generateSound('by the vendor')).toContainText('Studio');
  expect(vendor.billing).toHaveLength(1);

  await page.goto('about:blank');
  await server.stop();
  const again = await startServer({ dataDir: server.dataDir, env: LOCAL });
  await page.goto(again.url);
  await expect(header).toHaveAccessibleName(/^Connection: Studio\s+[\d,.]+ credits$/);
  const second = await desk.generateSound('after the restart');
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
  await expect(desk.card('by the vendor')).toContainText('Studio');
  await expect(header).toHaveAccessibleName(/^Connection: Sandbox/);
  expect(seen.join('\n')).not.toContain(KEY);
  await page.goto('about:blank');
  await again.stop();
  await vendor.close();
});
