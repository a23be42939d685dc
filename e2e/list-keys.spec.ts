import { atDesk, taskIdOn } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

test('Ctrl Z takes back the last delete, O opens a file, and filters say what they hide of a press', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await page.goto(server.url);
  const desk = atDesk(page);
  const card = await desk.generateSound('rain to take back');
  await expect(taskIdOn(card)).toBeVisible();
  await card.focus();
  await page.keyboard.press('Delete');
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card).toBeVisible();

  await page.goto(`${server.url}/?key=Cm`);
  await expect(desk.tasks.getByText('No task fits these filters.')).toBeVisible();
  await desk.generateSound('rain out of sight');
  await page.getByRole('button', { name: '1 new ↑' }).click();
  await expect(desk.card('rain out of sight')).toBeVisible();

  await card.focus();
  await page.keyboard.press('o');
  await expect(page.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
});
