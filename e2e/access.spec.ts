import { AxeBuilder } from '@axe-core/playwright';

import { atDesk } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('axe finds nothing in the empty page', async ({ page, startOwn }) => {
      const server = await startOwn();
      await page.goto(server.url);
      await expect(page.getByRole('button', { name: /Dusty drum loop/ })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });

    test('axe finds nothing in form errors, a list of every state, and More', async ({ page }) => {
      await page.goto('/');
      const desk = atDesk(page);
      for (const name of ['400', '401', '430', 'moderation', 'hang', 'one-take']) {
        await expect(await desk.generateSound(`${colorScheme} rain [${name}]`)).toBeVisible();
      }
      await expect(desk.card(`${colorScheme} rain [one-take]`)).toContainText('Ready');
      await expect(desk.card(`${colorScheme} rain [400]`)).toContainText('Refused');
      await desk.compose.getByText('More', { exact: true }).click();
      await desk.prompt.fill('');
      await desk.generate.click();
      await expect(desk.prompt).toHaveAttribute('aria-invalid', 'true');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}

test('nothing scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  const card = await atDesk(page).generateSound(`${'verylongword'.repeat(10)} [one-take]`);
  await expect(card).toContainText('Ready');
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
});
