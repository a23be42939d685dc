import { holdRequests } from './support/hold-requests.ts';
import { MainPage } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

test('all that is entered and pressed before the script has come is sent, once', async ({ page }) => {
  const bodies: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/tasks'))
      bodies.push(request.postDataJSON());
  });
  const scripts = await holdRequests(page, '**/assets/*.js');
  await page.goto('/', { waitUntil: 'commit' });
  const mainPage = new MainPage(page);
  await mainPage.prompt.fill('rain before any script');
  await mainPage.key.selectOption('F#m');
  await mainPage.bpm.focus();
  await page.keyboard.press('ArrowRight');
  await mainPage.loop.check();
  await expect(mainPage.generate).toHaveText(/^Generate sound/);
  await mainPage.generate.click();
  scripts.letGo();

  const card = mainPage.card('rain before any script');
  await expect(card).toContainText('121 BPM');
  await expect(mainPage.generate).toHaveText(/^Generate loop · F♯m · 121 BPM/);
  await expect(mainPage.prompt).toHaveValue('rain before any script');
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatchObject({
    tasks: [
      {
        request: {
          prompt: 'rain before any script',
          soundKey: 'F#m',
          soundTempo: 121,
          soundLoop: true,
          grabLyrics: false,
        },
      },
    ],
  });
});

test('the chosen theme is there before the script, and stays after a reload', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_FAILED/);
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await expect(page.getByRole('heading', { name: 'Cuesmith' })).toBeVisible();
  const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(scheme).toBe('dark');
});
