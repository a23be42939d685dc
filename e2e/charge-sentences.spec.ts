import { chargedTasks, cutRemovals, cutSentences, listOnly } from './support/charge-sentences.ts';
import { expect, test } from './support/test.ts';

// What a service worker asks for passes by `page.route`.
test.use({ serviceWorkers: 'block' });

const WIDTHS = [320, 390, 640, 820, 1440];

for (const [part, tasks] of chargedTasks().entries())
  test(`what a sound cost, or may have, is read to its end in every width and density, ${part + 1}`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width: 1440, height: 900 });
    await listOnly(page, tasks);
    for (const density of ['Compact rows', 'Normal rows']) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('button', { name: density }).click();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => cutSentences(page), { message: `${density}, ${width} px` }).toEqual([]);
        await expect.poll(() => cutRemovals(page), { message: `${density}, ${width} px` }).toEqual([]);
      }
    }
  });
