import type { Locator, Page } from 'playwright';

import { amount, type Figure, median } from './figure.ts';
import type { Stage } from './stage.ts';

const TASKS = 10_000;
const ROUNDS = 3;
const SETTLE_MS = 2500;
/** The pointer lies on the button before it is pressed, and what the press before set off is done. */
const REST_MS = 500;
/** Any press is answered on the screen by then. */
const ANSWER_MS = 100;

declare global {
  interface Window {
    answeredMs: Promise<number>;
  }
}

/** Runs in the page: from the next press to the paint of the first frame in which the selector finds something. */
function watchAnswer(selector: string): void {
  window.answeredMs = new Promise((resolve) => {
    document.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        const look = () => {
          if (!document.querySelector(selector)) return void requestAnimationFrame(look);
          // Ahead of what waits to be done after the paint.
          void window.scheduler.postTask(() => resolve(performance.now() - timeStamp), {
            priority: 'user-blocking',
          });
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}

interface Press {
  name: string;
  /** Only told: what follows the answer. */
  isTold?: true;
  /** What is pressed, and what shows that it was seen. */
  button: (page: Page) => Locator;
  answer: string;
  /** Puts things back as they were. */
  undo: (page: Page) => Promise<void>;
}

/** The dialog comes after its answer. */
async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const PRESSES: Press[] = [
  {
    name: 'Play',
    button: (page) => page.getByRole('button', { name: 'Play take A' }).first(),
    answer: '#tasks [data-icon="pause"]',
    // They are a second long.
    undo: (page) => page.locator('#tasks [data-icon="pause"]').waitFor({ state: 'detached' }),
  },
  {
    name: 'Select',
    button: (page) => page.getByRole('button', { name: 'Select', exact: true }),
    answer: '#tasks [data-selecting], .selection-bar',
    undo: (page) => page.getByRole('button', { name: 'Done' }).click(),
  },
  {
    name: 'Compact rows',
    button: (page) => page.getByRole('button', { name: 'Compact rows' }),
    // On the button itself; the rows follow as a transition.
    answer: '.density > [data-icon="compact"][aria-pressed="true"]',
    undo: (page) => page.getByRole('button', { name: 'Normal rows' }).click(),
  },
  {
    name: 'Compact rows, in the rows',
    isTold: true,
    button: (page) => page.getByRole('button', { name: 'Compact rows' }),
    answer: '[data-density="compact"]',
    undo: (page) => page.getByRole('button', { name: 'Normal rows' }).click(),
  },
  {
    name: 'the Key filter',
    button: (page) => page.locator('#tasks').getByRole('button', { name: 'Key', exact: true }),
    answer: '#tasks [aria-expanded="true"], #tasks .popover',
    undo: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'Copy taskId',
    button: (page) => page.locator('#tasks').getByRole('button', { name: 'Copy taskId' }).first(),
    answer: '.task-id > [data-icon="check"]',
    undo: (page) => page.locator('.task-id > [data-icon="check"]').waitFor({ state: 'detached' }),
  },
  {
    name: 'Batch, its dialog',
    isTold: true,
    button: (page) => page.getByRole('button', { name: 'Batch' }),
    answer: 'dialog[open]',
    undo: closeDialog,
  },
  {
    name: 'Batch',
    button: (page) => page.getByRole('button', { name: 'Batch' }),
    // On the button itself: the browser makes all of a long list inert before the dialog is seen.
    answer: '#tasks [data-icon="batch"][data-on]',
    undo: closeDialog,
  },
];

async function answerOf(page: Page, { button, answer, undo }: Press): Promise<number> {
  await button(page).hover();
  await page.waitForTimeout(REST_MS);
  await page.evaluate(watchAnswer, answer);
  await button(page).click();
  const ms = await page.evaluate(() => window.answeredMs);
  await undo(page);
  return ms;
}

/** A button that does nothing but show that it was pressed: a busy machine shows there too. */
async function bareAnswer(stage: Stage): Promise<number> {
  const { page, close } = await stage.open();
  await page.setContent(`<button onclick="this.dataset.on = ''">Press</button>`);
  const press: Press = {
    name: 'Press',
    button: () => page.getByRole('button'),
    answer: '[data-on]',
    undo: () => page.evaluate(() => document.querySelector('button')?.removeAttribute('data-on')),
  };
  const all: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) all.push(await answerOf(page, press));
  await close();
  return median(all);
}

/** B6: how soon a press shows on the screen, with 10,000 tasks and a slow processor; the first may have code to fetch. */
export async function measurePresses(stage: Stage): Promise<Figure[]> {
  const { url } = await stage.server(TASKS);
  const firsts = new Map<string, number>();
  const others = new Map<string, number[]>(PRESSES.map(({ name }) => [name, []]));
  const { page, close } = await stage.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(url);
  await page.waitForTimeout(SETTLE_MS);
  for (const press of PRESSES) firsts.set(press.name, await answerOf(page, press));
  for (let round = 0; round < ROUNDS; round++)
    for (const press of PRESSES) others.get(press.name)?.push(await answerOf(page, press));
  await close();
  const against = { name: 'a bare button', value: await bareAnswer(stage) };
  return PRESSES.flatMap(({ name, isTold }) => [
    {
      ...amount(
        isTold ? '-' : 'B6',
        `press of ${name} to its paint`,
        median(others.get(name) ?? []),
        'ms',
        isTold ? undefined : ANSWER_MS,
      ),
      against,
    },
    { ...amount('-', '… the first time', firsts.get(name) ?? NaN, 'ms'), against },
  ]);
}
