import { expect, type Locator, type Page } from '@playwright/test';

import { MainPage } from '../main-page.ts';

interface PageState {
  name: string;
  /** From the state before it, every dialog shut. */
  open: (page: Page) => Promise<void>;
  /** Stands for its kind in forced colours, with spaced text and at 320 × 256. */
  isLooked?: true;
}

/** States that one page passes through. */
export interface Walk {
  name: string;
  states: readonly PageState[];
  /** On a server where nothing was made yet. */
  isEmpty?: true;
  query?: string;
  viewport?: { width: number; height: number };
  /** What the browser logs of its states. */
  complains?: readonly RegExp[];
}

export const cards = (page: Page) => new MainPage(page).tasks.getByRole('article');
export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
export const press = (page: Page | Locator, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .filter({ visible: true })
    .first()
    .click();

export const openInspector = async (page: Page): Promise<void> => {
  await cards(page)
    .filter({ hasText: 'drum loop in C' })
    .first()
    .getByRole('button', { name: 'Inspect' })
    .click();
  const inspector = dialog(page, 'Inspector');
  await expect(inspector).toBeVisible();
  await expect(inspector.getByRole('list', { name: 'Check' })).toContainText('LUFS', {
    timeout: 60_000,
  });
};

export const tool = (name: string, heading: string): PageState => ({
  name: heading,
  async open(page) {
    await press(page, name);
    await expect(dialog(page, heading)).toBeVisible();
  },
});
