import type { Locator, Page } from '@playwright/test';

/** The page as a musician uses it: verbs, found by role and name. */
export function atDesk(page: Page) {
  const compose = page.getByRole('region', { name: 'Compose' });
  const tasks = page.getByRole('region', { name: 'Tasks' });
  return {
    compose,
    tasks,
    prompt: compose.getByRole('textbox', { name: 'Prompt' }),
    key: compose.getByRole('combobox', { name: 'Key' }),
    bpm: compose.getByRole('slider', { name: 'BPM' }),
    bpmValue: compose
      .getByRole('spinbutton', { name: 'BPM value' })
      .or(compose.getByRole('textbox', { name: 'BPM value' })),
    loop: compose.getByRole('switch', { name: 'Loop' }),
    lyrics: compose.getByRole('switch', { name: 'Lyrics' }),
    generate: page.getByRole('button', { name: /^Generate/ }).filter({ visible: true }),
    /** The newest card of that prompt. */
    card: (prompt: string): Locator => tasks.getByRole('article', { name: prompt }).first(),
    async generateSound(prompt: string): Promise<Locator> {
      await compose.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
      await page
        .getByRole('button', { name: /^Generate/ })
        .filter({ visible: true })
        .click();
      return tasks.getByRole('article', { name: prompt }).first();
    },
  };
}

/** Presses what stands behind the three dots of the list. */
export async function listAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'List actions' }).click();
  await page.getByRole('group', { name: 'List actions' }).getByRole('button', { name }).click();
}

export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** The taskId a card shows. */
export const taskIdOn = (card: Locator): Locator => card.getByText(/^[0-9a-f]{32}$/);
