import { expect, type Page } from '@playwright/test';

import { atDesk, listAction } from './main-page.ts';

export interface PageState {
  name: string;
  /** From the page just loaded, at a desk's width. */
  open: (page: Page) => Promise<void>;
  /** On a server where nothing was made yet. */
  isEmpty?: true;
  query?: string;
}

const cards = (page: Page) => atDesk(page).tasks.getByRole('article');
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .filter({ visible: true })
    .first()
    .click();

export const ARABIC = 'إيقاع طبول سريع 120 BPM مع loop';

/** What stands in the list that the states below look at. */
export const SEEDS = [
  { prompt: 'soft rain in Am', soundKey: 'Am', soundTempo: 90 },
  { prompt: 'drum loop in C', soundKey: 'C', soundTempo: 120, soundLoop: true },
  { prompt: ARABIC, soundKey: 'F#', soundTempo: 150 },
  ...['400', '401', '430', 'moderation', 'hang'].map((name) => ({ prompt: `wind [${name}]` })),
  { prompt: `${'verylongword'.repeat(10)} [one-take]` },
];

/** Makes the tasks of `SEEDS` past the page, and waits for those that get ready. */
export async function seed(url: string): Promise<void> {
  const request = { model: 'V5', soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false };
  const tasks = SEEDS.map((each) => ({ id: crypto.randomUUID(), request: { ...request, ...each } }));
  const sent = await fetch(`${url}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tasks }),
  });
  expect(sent.status).toBe(200);
  const kept = async () => (await fetch(`${url}/api/tasks?kept=true`)).json() as Promise<{ total: number }>;
  await expect.poll(async () => (await kept()).total, { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
}

const openInspector = async (page: Page): Promise<void> => {
  await cards(page)
    .filter({ hasText: 'drum loop in C' })
    .first()
    .getByRole('button', { name: 'Inspect' })
    .click();
  await expect(
    dialog(page, 'Inspector')
      .getByRole('button', { name: 'Download WAV' })
      .or(dialog(page, 'Inspector').getByRole('link', { name: 'Download WAV' })),
  ).toBeVisible();
  await expect(dialog(page, 'Inspector').getByRole('list', { name: 'Asked and heard' })).toContainText(
    'LUFS',
    {
      timeout: 60_000,
    },
  );
};

const openBatch = async (page: Page): Promise<void> => {
  await press(page, 'Batch');
  const batch = dialog(page, 'Batch');
  await batch.getByRole('textbox', { name: /Prompts/ }).fill(`rain\n${ARABIC}`);
  for (const name of ['Am', 'C', 'F♯']) await batch.getByRole('checkbox', { name, exact: true }).check();
  await batch.getByRole('textbox', { name: 'Tempos' }).fill('90, 120');
  await expect(batch.getByRole('listitem')).toHaveCount(12);
};

const command = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(name);
  await page.keyboard.press('Enter');
};

/** Every state of the page that a check of its looks or its names goes through: a new one is added here, once. */
export const PAGE_STATES: readonly PageState[] = [
  {
    name: 'nothing made yet',
    isEmpty: true,
    open: async (page) => await expect(page.getByRole('button', { name: /Dusty drum loop/ })).toBeVisible(),
  },
  {
    name: 'a wrong form, More, and a list of every state',
    async open(page) {
      const desk = atDesk(page);
      await expect(cards(page).first()).toBeVisible();
      await desk.compose.getByText('More', { exact: true }).click();
      await desk.loop.check();
      await desk.key.selectOption('Am');
      await desk.bpmValue.fill('120');
      await desk.prompt.fill('');
      await desk.generate.click();
      await expect(desk.prompt).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'low rows, one that plays',
    async open(page) {
      await press(page, 'Compact rows');
      await cards(page)
        .filter({ hasText: 'soft rain in Am' })
        .first()
        .getByRole('button', { name: 'Play take A' })
        .click();
      await expect(page.getByRole('button', { name: 'Pause take A' }).first()).toBeVisible();
      await page.getByRole('button', { name: 'Pause take A' }).first().click();
    },
  },
  {
    name: 'filters set, State open',
    query: '?state=ready&bpmMin=60',
    async open(page) {
      await atDesk(page)
        .tasks.getByRole('button', { name: /^State/ })
        .click();
      await expect(page.getByRole('checkbox', { name: /^Ready/ })).toBeChecked();
    },
  },
  {
    name: 'Key filter open',
    query: '?key=Am',
    async open(page) {
      await atDesk(page).tasks.getByRole('button', { name: /^Key/ }).click();
      await expect(page.getByRole('checkbox', { name: 'and compatible keys' })).toBeVisible();
    },
  },
  {
    name: 'more filters open',
    async open(page) {
      await atDesk(page).tasks.getByRole('button', { name: 'More', exact: true }).click();
      await expect(page.getByRole('combobox', { name: 'Loop' })).toBeVisible();
    },
  },
  {
    name: 'nothing found',
    async open(page) {
      await page.getByRole('searchbox').fill('zzzz');
      await expect(page.getByText(/No task has/).first()).toBeVisible();
    },
  },
  {
    name: 'some selected, Tag open',
    async open(page) {
      await press(page, 'Select');
      await press(page, /^Select all/);
      await press(page, 'Tag');
    },
  },
  {
    name: 'notes and tags',
    async open(page) {
      await cards(page).first().getByRole('button', { name: 'Notes and tags' }).click();
      await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
    },
  },
  {
    name: 'details of a problem',
    async open(page) {
      await cards(page)
        .filter({ hasText: 'wind [400]' })
        .first()
        .getByRole('button', { name: 'Details' })
        .click();
    },
  },
  { name: 'backup', open: async (page) => await listAction(page, 'Backup') },
  { name: 'track a taskId', open: async (page) => await listAction(page, 'Track a taskId') },
  {
    name: 'recently deleted, and a toast',
    async open(page) {
      const card = await atDesk(page).generateSound(`to be deleted [400] ${Date.now()}`);
      await expect(card).toContainText('Refused');
      await card.getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await listAction(page, 'Recently deleted');
      await expect(page.getByRole('button', { name: 'Restore' }).first()).toBeVisible();
    },
  },
  { name: 'the inspector', open: openInspector },
  {
    name: 'the inspector with Details',
    async open(page) {
      await openInspector(page);
      await press(page, 'Details');
    },
  },
  {
    name: 'the inspector with an edit, at the seam',
    async open(page) {
      await openInspector(page);
      await dialog(page, 'Inspector').getByRole('checkbox', { name: 'Zoom to the seam' }).check();
      await press(page, 'Fade in');
      await expect(page.getByRole('radio', { name: 'Edited' })).toBeChecked();
    },
  },
  {
    name: 'the inspector slicing',
    async open(page) {
      await openInspector(page);
      await press(page, 'Slice…');
      await expect(page.getByRole('list', { name: 'Slices' })).toBeVisible();
    },
  },
  { name: 'the inspector without a sound', open: async (page) => await press(page, 'Open a file') },
  { name: 'a batch as a grid', open: openBatch },
  {
    name: 'a batch as a table',
    async open(page) {
      await openBatch(page);
      await page.getByRole('radio', { name: 'Table (CSV)' }).check();
      await page.getByRole('textbox', { name: 'Rows' }).fill('prompt,key\nrain,H\ndrum,C');
      await expect(page.getByText(/1 row is left out/)).toBeVisible();
    },
  },
  {
    name: 'a batch compared',
    async open(page) {
      await press(page, 'Batch');
      await dialog(page, 'Batch')
        .getByRole('textbox', { name: /Prompts/ })
        .fill('bell a\nbell b');
      await press(page, 'Generate 2 tasks');
      const batches = page.getByRole('list', { name: 'Batches' });
      await expect(batches).toContainText('2 of 2 ready');
      await batches.getByRole('button', { name: 'Compare' }).first().click();
      await expect(page.getByRole('button', { name: 'Play take B' }).last()).toBeVisible();
    },
  },
  {
    name: 'the connection menu',
    async open(page) {
      await press(page, /^Connection:/);
      await expect(page.getByRole('menuitemradio').first()).toBeVisible();
    },
  },
  {
    name: 'connections',
    async open(page) {
      await press(page, /^Connection:/);
      await page.getByRole('menuitem', { name: 'Connections…' }).click();
      await expect(dialog(page, 'Connections')).toBeVisible();
    },
  },
  {
    name: 'a key being added',
    async open(page) {
      await press(page, /^Connection:/);
      await page.getByRole('menuitem', { name: 'Add a key…' }).click();
      await expect(dialog(page, 'Add a key')).toBeVisible();
    },
  },
  {
    name: 'commands',
    async open(page) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'help',
    async open(page) {
      await press(page, 'Help');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'ideas',
    async open(page) {
      await press(page, 'Ideas');
      await expect(dialog(page, 'Ideas for a prompt')).toBeVisible();
    },
  },
  {
    name: 'vary',
    async open(page) {
      await atDesk(page).prompt.fill('soft rain');
      await press(page, 'Vary');
      await expect(dialog(page, 'Vary this sound')).toBeVisible();
    },
  },
  {
    name: 'code',
    async open(page) {
      await atDesk(page).prompt.fill('soft rain');
      await press(page, 'Code');
      await expect(dialog(page, 'This request as code')).toBeVisible();
    },
  },
  {
    name: 'a request pasted',
    async open(page) {
      await command(page, 'Paste a request');
      await expect(dialog(page, 'Fill the form from a request')).toBeVisible();
    },
  },
];
