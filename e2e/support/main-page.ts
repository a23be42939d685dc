import type { Locator, Page } from '@playwright/test';

/** The page object of the main page: what a musician finds by role and name, and does. */
export class MainPage {
  readonly compose: Locator;
  readonly tasks: Locator;
  readonly prompt: Locator;
  readonly key: Locator;
  readonly bpm: Locator;
  readonly bpmValue: Locator;
  readonly loop: Locator;
  readonly lyrics: Locator;
  readonly generate: Locator;

  constructor(page: Page) {
    this.compose = page.getByRole('region', { name: 'Compose' });
    this.tasks = page.getByRole('region', { name: 'Tasks' });
    this.prompt = this.compose.getByRole('textbox', { name: 'Prompt' });
    this.key = this.compose.getByRole('combobox', { name: 'Key' });
    this.bpm = this.compose.getByRole('slider', { name: 'BPM' });
    this.bpmValue = this.compose
      .getByRole('spinbutton', { name: 'BPM value' })
      .or(this.compose.getByRole('textbox', { name: 'BPM value' }));
    this.loop = this.compose.getByRole('switch', { name: 'Loop' });
    this.lyrics = this.compose.getByRole('switch', { name: 'Lyrics' });
    this.generate = page.getByRole('button', { name: /^Generate/ }).filter({ visible: true });
  }

  /** The newest card of that prompt. */
  card(prompt: string): Locator {
    return this.tasks.getByRole('article', { name: prompt }).first();
  }

  async generateSound(prompt: string): Promise<Locator> {
    await this.prompt.fill(prompt);
    await this.generate.click();
    return this.card(prompt);
  }
}

/** Presses what stands behind the three dots of the list. */
export async function listAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'List actions' }).click();
  await page.getByRole('group', { name: 'List actions' }).getByRole('button', { name }).click();
}

export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** The steps of the history that dialogs and menus had are left: until then, the page's own way back would end a load. */
export const stepsAreLeft = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => !(history.state as { covers?: number } | null)?.covers);
};

/** The taskId a card shows. */
export const taskIdOn = (card: Locator): Locator => card.getByText(/^[0-9a-f]{32}$/);
