import { KEYS, type Page } from './page.ts';
import { assert, assertAccessible, GENERATE, PROMPT, ready, SEARCH, type Step } from './steps.ts';

/** Scrolled to this share of the page and at rest there, no row lies over the next. */
const isTidyAt = (page: Page, scrolled: number) =>
  page.driver.call(async (share: number) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const places = () =>
      [...document.querySelectorAll('article')]
        .map((card) => card.getBoundingClientRect())
        .map(({ top, bottom }) => [top, bottom] as const)
        .sort(([a], [b]) => a - b);
    scrollTo(0, share * document.documentElement.scrollHeight);
    let boxes = places();
    for (let before = ''; before !== JSON.stringify(boxes); boxes = places()) {
      before = JSON.stringify(boxes);
      await frame();
      await frame();
    }
    return boxes.length > 4 && boxes.every(([top], n) => n === 0 || top >= (boxes[n - 1]?.[1] ?? 0) - 1);
  }, scrolled);

/** The bars of a browser's downloads leave the page little height: what was looked for before may have scrolled it. */
const toTop = (page: Page): Promise<boolean> =>
  page.driver.call(() => {
    scrollTo(0, 0);
    return true;
  });

/** Trouble, a batch, search, deleting, a long list, dark and narrow. */
export const LIST_STEPS: readonly Step[] = [
  [
    'an error says what happened and its way out',
    async (page) => {
      await page.type(PROMPT, '[429] engine journey');
      await page.press(KEYS.enter, KEYS.control);
      await page.see({ role: 'button', name: 'Retry', card: '[429]' });
    },
  ],
  [
    'a batch of two is sent and gets ready',
    async (page) => {
      await page.click({ role: 'button', name: 'Batch' });
      await page.type({ role: 'textbox', name: 'Prompts, one per line' }, 'engine bell');
      await page.press(KEYS.enter);
      await page.keys('engine wood');
      await page.click({ role: 'button', name: 'Generate 2 tasks' });
      await ready(page, 'engine bell');
      await ready(page, 'engine wood');
    },
  ],
  [
    'a search finds one, and none',
    async (page) => {
      await page.focus(SEARCH);
      await page.keys('drum loop');
      await page.gone({ role: 'button', name: 'Retry', card: '[429]' });
      await page.keys(' zzzz');
      await page.see({ role: 'text', name: 'No task has “drum loop zzzz…' });
      await page.press('a', KEYS.control);
      await page.press(KEYS.backspace);
      await page.see({ role: 'button', name: 'Retry', card: '[429]' });
    },
  ],
  [
    'deletes, and brings back',
    async (page) => {
      await page.focus({ role: 'button', name: 'Delete', card: '[429]' });
      await page.press(KEYS.enter);
      await page.gone({ role: 'button', name: 'Retry', card: '[429]' });
      await page.click({ role: 'button', name: 'Undo' });
      await page.see({ role: 'button', name: 'Retry', card: '[429]' });
    },
  ],
  [
    'restores from Recently deleted',
    async (page) => {
      await page.focus({ role: 'button', name: 'Delete', card: '[429]' });
      await page.press(KEYS.enter);
      await page.gone({ role: 'button', name: 'Retry', card: '[429]' });
      await page.click({ role: 'button', name: 'List actions' });
      await page.click({ role: 'button', name: 'Recently deleted' });
      await page.click({ role: 'button', name: 'Restore', card: '[429]' });
      await page.gone({ role: 'button', name: 'Restore', card: '[429]' });
      await page.click({ role: 'button', name: 'Show all tasks' });
      await page.see({ role: 'button', name: 'Retry', card: '[429]' });
    },
  ],
  [
    'a task made elsewhere appears by itself, and no row lies over another',
    async (page, { url }) => {
      const tasks = Array.from({ length: 24 }, (_, n) => ({
        id: crypto.randomUUID(),
        request: {
          prompt: `elsewhere ${n}`,
          model: 'V5',
          soundLoop: false,
          soundTempo: null,
          soundKey: 'Any',
          grabLyrics: false,
        },
      }));
      await fetch(`${url}/api/tasks`, {
        method: 'POST',
        body: JSON.stringify({ tasks }),
        headers: { 'content-type': 'application/json' },
      });
      await toTop(page);
      await page.see({ role: 'heading', name: 'elsewhere 23' });
      await page.until('a list that places its rows itself', () =>
        page.driver.call(() => document.querySelector<HTMLElement>('[data-task]')?.style.top !== ''),
      );
      for (const share of [0, 0.5, 1])
        await page.until('rows that do not overlap', () => isTidyAt(page, share));
      await toTop(page);
    },
  ],
  [
    'is dark by its button, and after a reload too',
    async (page, { url }) => {
      const isDark = () =>
        page.driver.call(
          () =>
            getComputedStyle(document.body).colorScheme.includes('dark') ||
            document.documentElement.dataset['theme'] === 'dark',
        );
      for (let press = 0; press < 3 && !(await isDark()); press++) {
        await page.click({ role: 'button', name: 'Theme…' });
      }
      assert(await isDark(), 'it is not dark');
      await page.driver.goto(url);
      await page.see(GENERATE);
      assert(await isDark(), 'it is not dark after a reload');
      await toTop(page);
      await page.see({ role: 'heading', name: 'elsewhere 23' });
      await assertAccessible(page);
    },
  ],
  [
    'fits a phone without scrolling sideways',
    async (page) => {
      await page.driver.resize(390, 800);
      await page.until('a page as wide as its window', () =>
        page.driver.call(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      );
      await page.see(GENERATE);
    },
  ],
];
