import type { Locator } from '@playwright/test';

import { holdRequests } from './support/hold-requests.ts';
import { inspect, openTake } from './support/inspector.ts';
import { MainPage, taskIdOn } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

test('a press on its slow way from one tab is unsent in no other, and arrives once', async ({ context }) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await other.goto('/');
  await one.goto('/');
  const sends = await holdRequests(one, '**/api/tasks', 'POST');
  await expect(await new MainPage(one).generateSound('rain on its way')).toBeVisible();

  const elsewhere = new MainPage(other).card('rain on its way');
  await expect(elsewhere).toBeVisible();
  // A tab that is opened asks about all it finds; so does one that is reloaded.
  await other.reload();
  await expect(elsewhere).toContainText('Sending');
  await expect(elsewhere.getByRole('button', { name: 'Send' })).toHaveCount(0);

  sends.letGo();
  for (const page of [one, other]) {
    const card = new MainPage(page).card('rain on its way');
    await expect(taskIdOn(card)).toBeVisible();
    await expect(new MainPage(page).tasks.getByRole('article', { name: 'rain on its way' })).toHaveCount(1);
  }
});

test('a press that never left, in a tab closed before it found out, is another tab’s to send', async ({
  context,
}) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await one.goto('/');
  await other.goto('/');
  await one.route('**/api/tasks', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await one.route('**/api/tasks/*-*', () => undefined);
  const pressed = await new MainPage(one).generateSound('rain left behind');
  await expect(pressed).toContainText('Checking whether this was received.');
  const left = new MainPage(other).card('rain left behind');
  await expect(left).toContainText('Sending');

  await one.close();
  await expect(left).toContainText('This never reached the server.');
  await left.getByRole('button', { name: 'Send' }).click();
  await expect(taskIdOn(left)).toBeVisible();
});

test('a step on a take in one tab is seen in the other, and neither undoes the other', async ({
  context,
}) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  const first = await openTake(one, 'edited in two tabs');
  await other.goto('/');
  const second = await inspect(other, new MainPage(other).card('edited in two tabs'));
  const steps = (inspector: Locator) => inspector.getByRole('list', { name: 'Edits' }).getByRole('listitem');
  await second.getByRole('button', { name: 'Fade in', exact: true }).click();
  await expect(steps(first)).toContainText(['Original', 'Fade in 20 ms']);
  await first.getByRole('button', { name: 'Fade out', exact: true }).click();
  await expect(steps(second)).toContainText(['Original', 'Fade in 20 ms', 'Fade out 20 ms']);
  await other.reload();
  await expect(steps(second)).toContainText(['Original', 'Fade in 20 ms', 'Fade out 20 ms']);
});
