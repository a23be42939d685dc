import { expect, type Locator, type Page } from '@playwright/test';

import { MainPage, listAction } from './main-page.ts';

interface PageState {
  name: string;
  /** From the state before it, every dialog shut. */
  open: (page: Page) => Promise<void>;
  /** Stands for its kind in forced colours, with spaced text and at 320 × 256. */
  isLooked?: true;
}

/** States that one page passes through. */
interface Walk {
  name: string;
  states: readonly PageState[];
  /** On a server where nothing was made yet. */
  isEmpty?: true;
  query?: string;
  viewport?: { width: number; height: number };
  /** What the browser logs of its states. */
  complains?: readonly RegExp[];
}

const cards = (page: Page) => new MainPage(page).tasks.getByRole('article');
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const press = (page: Page | Locator, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .filter({ visible: true })
    .first()
    .click();

const ARABIC = 'إيقاع طبول سريع 120 BPM مع loop';

/** What stands in the list that the states below look at. */
const SEEDS = [
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
  await expect.poll(async () => (await kept()).total, { timeout: 180_000 }).toBeGreaterThanOrEqual(4);
}

const openInspector = async (page: Page): Promise<void> => {
  await cards(page)
    .filter({ hasText: 'drum loop in C' })
    .first()
    .getByRole('button', { name: 'Inspect' })
    .click();
  const inspector = dialog(page, 'Inspector');
  await expect(inspector).toBeVisible();
  await expect(inspector.getByRole('list', { name: 'Asked and heard' })).toContainText('LUFS', {
    timeout: 60_000,
  });
};

const tool = (name: string, heading: string): PageState => ({
  name: heading,
  async open(page) {
    await press(page, name);
    await expect(dialog(page, heading)).toBeVisible();
  },
});

const theForm: Walk = {
  name: 'the form and its tools',
  isEmpty: true,
  states: [
    {
      name: 'nothing made yet',
      isLooked: true,
      open: async (page) => await expect(page.getByRole('button', { name: /Dusty drum loop/ })).toBeVisible(),
    },
    {
      name: 'commands',
      isLooked: true,
      async open(page) {
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
        await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
      },
    },
    tool('Help', 'Help and keys'),
    tool('Ideas', 'Ideas for a prompt'),
    {
      name: 'a preset saved',
      async open(page) {
        await new MainPage(page).prompt.fill('soft rain');
        await press(page, 'Ideas');
        await page.getByRole('tab', { name: 'Presets' }).click();
        await page.getByLabel('Name of the preset').fill('Night rain');
        await press(page, 'Save preset');
        await expect(page.getByRole('button', { name: 'Remove Night rain' })).toBeVisible();
      },
    },
    tool('Vary', 'Vary this sound'),
    tool('Code', 'This request as code'),
    {
      name: 'a request pasted',
      async open(page) {
        await press(page, 'Code');
        await press(page, 'Paste a request');
        await page
          .getByLabel('JSON body or curl command')
          .fill('{"prompt": "rain", "soundTempo": 400, "x": 1}');
        await expect(page.getByText(/BPM was 400/)).toBeVisible();
      },
    },
  ],
};

const theList: Walk = {
  name: 'the list',
  states: [
    {
      name: 'a wrong form, More, and tasks in every state',
      isLooked: true,
      async open(page) {
        const mainPage = new MainPage(page);
        await expect(cards(page).first()).toBeVisible();
        await mainPage.compose.getByText('More', { exact: true }).click();
        await page.getByLabel('Callback URL').fill('http://localhost/x');
        await page.getByText('Sample of what is posted', { exact: true }).click();
        await mainPage.loop.check();
        await mainPage.key.selectOption('Am');
        await mainPage.bpmValue.fill('120');
        await mainPage.prompt.fill('');
        await mainPage.generate.click();
        await expect(mainPage.prompt).toHaveAttribute('aria-invalid', 'true');
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
    {
      name: 'notes and tags',
      isLooked: true,
      async open(page) {
        await cards(page).first().getByRole('button', { name: 'Notes and tags' }).click();
        await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
      },
    },
    {
      name: 'some selected, Tag open',
      isLooked: true,
      async open(page) {
        await press(page, 'Select');
        await press(page, /^Select all/);
        await press(page, 'Tag');
      },
    },
  ],
};

const lowRows: Walk = {
  name: 'low rows, a player, and what the list opens',
  states: [
    {
      name: 'low rows, one that was played',
      isLooked: true,
      async open(page) {
        await press(page, 'Compact rows');
        const row = cards(page).filter({ hasText: 'soft rain in Am' }).first();
        await row.getByRole('button', { name: 'Play take A' }).click();
        await row.getByRole('button', { name: 'Pause take A' }).click();
        await expect(row.getByRole('button', { name: 'Play take A' })).toBeVisible();
      },
    },
    {
      name: 'backup',
      async open(page) {
        await listAction(page, 'Backup');
        await expect(page.getByLabel('Restore from a file')).toBeVisible();
      },
    },
    {
      name: 'track a taskId',
      async open(page) {
        await listAction(page, 'Track a taskId');
        await expect(page.getByRole('textbox', { name: 'taskId of a task made elsewhere' })).toBeVisible();
      },
    },
    {
      name: 'recently deleted, and a toast',
      async open(page) {
        const card = await new MainPage(page).generateSound(`to be deleted [400] ${Date.now()}`);
        await expect(card).toContainText('Refused');
        await card.hover();
        await card.getByRole('button', { name: 'Delete' }).click();
        await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
        await listAction(page, 'Recently deleted');
        await expect(page.getByRole('button', { name: 'Restore' }).first()).toBeVisible();
      },
    },
  ],
};

const theFilters: Walk = {
  name: 'the filters',
  query: '?state=ready&bpmMin=60&key=Am',
  states: [
    {
      name: 'State open, some set',
      isLooked: true,
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: /^State/ }).click();
        await expect(page.getByRole('checkbox', { name: /^Ready/ })).toBeChecked();
      },
    },
    {
      name: 'Key open',
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: /^Key/ }).click();
        await expect(page.getByRole('checkbox', { name: 'and compatible keys' })).toBeVisible();
      },
    },
    {
      name: 'more filters open',
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: 'More', exact: true }).click();
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
  ],
};

const theInspector: Walk = {
  name: 'the inspector',
  states: [
    tool('Open a file', 'Inspector'),
    { name: 'a loop', open: openInspector },
    {
      name: 'its details',
      async open(page) {
        await openInspector(page);
        await press(dialog(page, 'Inspector'), 'Details');
      },
    },
    {
      name: 'slices',
      async open(page) {
        await openInspector(page);
        await press(dialog(page, 'Inspector'), 'Slice…');
        await expect(page.getByRole('list', { name: 'Slices' })).toBeVisible();
      },
    },
    {
      name: 'an edit, at the seam',
      isLooked: true,
      async open(page) {
        await openInspector(page);
        await dialog(page, 'Inspector').getByRole('checkbox', { name: 'Zoom to the seam' }).check();
        await press(dialog(page, 'Inspector'), 'Fade in');
        await expect(page.getByRole('radio', { name: 'Edited' })).toBeChecked();
      },
    },
  ],
};

const theBatch: Walk = {
  name: 'a batch',
  states: [
    {
      name: 'a grid',
      isLooked: true,
      async open(page) {
        await press(page, 'Batch');
        const batch = dialog(page, 'Batch');
        await batch.getByRole('textbox', { name: /Prompts/ }).fill(`rain\n${ARABIC}`);
        for (const name of ['Am', 'C', 'F♯'])
          await batch.getByRole('checkbox', { name, exact: true }).check();
        await batch.getByRole('textbox', { name: 'Tempos' }).fill('90, 120');
        await expect(batch.getByRole('listitem')).toHaveCount(12);
      },
    },
    {
      name: 'a table',
      async open(page) {
        await press(page, 'Batch');
        const batch = dialog(page, 'Batch');
        await batch.getByRole('radio', { name: 'Table (CSV)' }).check();
        await batch.getByRole('textbox', { name: 'Rows' }).fill('prompt,key\nrain,H\nbell,C');
        await expect(batch.getByText(/1 row is left out/)).toBeVisible();
      },
    },
    {
      name: 'compared',
      async open(page) {
        await press(page, 'Batch');
        await press(page, 'Generate 1 task');
        const batches = page.getByRole('list', { name: 'Batches' });
        await expect(batches).toContainText('1 of 1 ready', { timeout: 60_000 });
        await batches.getByRole('button', { name: 'Compare' }).first().click();
        await expect(page.getByRole('button', { name: 'Play take B' }).last()).toBeVisible();
      },
    },
  ],
};

const theConnections: Walk = {
  name: 'connections',
  states: [
    {
      name: 'the menu',
      async open(page) {
        await press(page, /^Connection:/);
        await expect(page.getByRole('menuitemradio').first()).toBeVisible();
      },
    },
    {
      name: 'the list of them',
      async open(page) {
        await press(page, /^Connection:/);
        await page.getByRole('menuitem', { name: 'Connections…' }).click();
        await expect(dialog(page, 'Connections')).toBeVisible();
      },
    },
    {
      name: 'a key being added',
      isLooked: true,
      async open(page) {
        await press(page, /^Connection:/);
        await page.getByRole('menuitem', { name: 'Add a key…' }).click();
        await expect(dialog(page, 'Add a key')).toBeVisible();
      },
    },
  ],
};

const aPhone: Walk = {
  name: 'a phone',
  viewport: { width: 390, height: 844 },
  states: [
    { name: 'the page', open: async (page) => await expect(cards(page).first()).toBeVisible() },
    {
      name: 'the filters',
      async open(page) {
        await press(page, 'Filters');
        await expect(dialog(page, 'Filters').getByRole('combobox', { name: 'Order' })).toBeVisible();
      },
    },
    {
      name: 'the inspector',
      async open(page) {
        await cards(page)
          .filter({ hasText: 'drum loop in C' })
          .first()
          .getByRole('button', { name: 'More actions' })
          .click();
        await openInspector(page);
      },
    },
  ],
};

const troubleWithTheServer: Walk = {
  name: 'the server is another, or away',
  isEmpty: true,
  complains: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/],
  states: [
    {
      name: 'an update offered',
      isLooked: true,
      async open(page) {
        await page.route('**/api/tasks', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), 'x-build': 'newer' } });
        });
        await expect(await new MainPage(page).generateSound('rain [one-take]')).toContainText('Ready');
        await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
        await page.unrouteAll({ behavior: 'wait' });
      },
    },
    {
      name: 'offline, a sound not sent',
      isLooked: true,
      async open(page) {
        await page.route('**/api/**', (route) => route.abort());
        await expect(await new MainPage(page).generateSound('rain written offline')).toContainText(
          'Nothing is sent',
        );
        await expect(page.getByText('No connection to Cuesmith').first()).toBeVisible();
      },
    },
  ],
};

/** Every state of the page whose looks and names are checked: a new one is added here, once. */
export const WALKS: readonly Walk[] = [
  theInspector,
  theList,
  theForm,
  lowRows,
  theBatch,
  theFilters,
  theConnections,
  aPhone,
  troubleWithTheServer,
];
