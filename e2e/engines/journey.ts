import { KEYS, type Page } from './page.ts';

type Step = (page: Page, url: string) => Promise<void>;

const PROMPT = { role: 'textbox', name: 'Prompt' };
const GENERATE = { role: 'button', name: 'Generate…' };
const LOOP_PROMPT = 'engine journey drum loop';

function assert(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

const ready = (page: Page, prompt: string) =>
  page.until(`${prompt} ready`, () =>
    page.driver.call(
      (text: string) =>
        [...document.querySelectorAll('article')].some(
          (card) => card.textContent?.includes(text) && card.getAttribute('data-state') === 'ready',
        ),
      prompt,
    ),
  );

const tasksOf = async (
  url: string,
): Promise<
  {
    taskId?: string;
    request: { prompt: string; soundLoop: boolean; soundTempo: number | null; soundKey: string };
  }[]
> => ((await (await fetch(`${url}/api/tasks`)).json()) as { tasks: never[] }).tasks;

/** The main job, in the order of a first visit. Each step stands on those before it. */
export const JOURNEY: readonly (readonly [what: string, step: Step])[] = [
  [
    'loads and hydrates',
    async (page, url) => {
      await page.driver.resize(1440, 900);
      await page.driver.goto(url);
      await page.see(GENERATE);
      await page.see({ role: 'region', name: 'Tasks' });
    },
  ],
  [
    'is filled in by keyboard: prompt, key, BPM, loop',
    async (page) => {
      await page.type(PROMPT, LOOP_PROMPT);
      await page.focus({ role: 'combobox', name: 'Key' });
      await page.keys('a');
      await page.type({ role: 'textbox', name: 'BPM value' }, '240');
      await page.focus({ role: 'switch', name: 'Loop' });
      await page.press(KEYS.space);
      assert((await page.see({ role: 'switch', name: 'Loop' })).isChecked, 'Loop is not on');
    },
  ],
  [
    'Ctrl+Enter sends what the form says, and the sound becomes ready by events',
    async (page, url) => {
      await page.focus(PROMPT);
      await page.press(KEYS.enter, KEYS.control);
      await ready(page, LOOP_PROMPT);
      const [task] = await tasksOf(url);
      const { soundLoop, soundTempo, soundKey } = task?.request ?? {};
      assert(
        soundLoop === true && soundTempo === 240 && soundKey !== 'Any',
        `sent ${JSON.stringify(task?.request)}`,
      );
    },
  ],
  [
    'a copied taskId can be pasted',
    async (page, url) => {
      await page.click({ role: 'button', name: 'Copy taskId', card: LOOP_PROMPT });
      const search = await page.until('the search', () =>
        page.driver.call(() => {
          const field = document.querySelector<HTMLInputElement>('input[type=search]');
          field?.focus();
          return field !== null;
        }),
      );
      assert(search, 'no search');
      await page.press('v', KEYS.control);
      const [task] = await tasksOf(url);
      await page.until('the taskId in the search', () =>
        page.driver.call(
          (taskId: string) =>
            document.querySelector<HTMLInputElement>('input[type=search]')?.value === taskId,
          task?.taskId ?? '',
        ),
      );
      await page.press('a', KEYS.control);
      await page.press(KEYS.backspace);
    },
  ],
  [
    'a take plays and pauses',
    async (page) => {
      await page.click({ role: 'button', name: 'Play take A', card: LOOP_PROMPT });
      await page.see({ role: 'button', name: 'Pause take A', card: LOOP_PROMPT });
      await page.click({ role: 'button', name: 'Pause take A', card: LOOP_PROMPT });
      await page.see({ role: 'button', name: 'Play take A', card: LOOP_PROMPT });
    },
  ],
  [
    'an error says what happened and its way out',
    async (page) => {
      await page.type(PROMPT, '[429] engine journey');
      await page.press(KEYS.enter, KEYS.control);
      await page.see({ role: 'button', name: 'Retry', card: '[429]' });
    },
  ],
  [
    'a search finds one, and none',
    async (page) => {
      await page.focus({ role: 'searchbox', name: '…' });
      await page.keys('drum loop');
      await page.gone({ role: 'button', name: 'Retry', card: '[429]' });
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
    'a task made elsewhere appears by itself, and no row lies over another',
    async (page, url) => {
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
      await page.see({ role: 'heading', name: 'elsewhere 23' });
      await page.until('rows that do not overlap', () =>
        page.driver.call(() => {
          const boxes = [...document.querySelectorAll('article')].map((card) => card.getBoundingClientRect());
          boxes.sort((a, b) => a.top - b.top);
          return (
            boxes.length > 4 && boxes.every((box, n) => n === 0 || box.top >= (boxes[n - 1]?.bottom ?? 0) - 1)
          );
        }),
      );
    },
  ],
  [
    'is dark by its button, and after a reload too',
    async (page, url) => {
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
      await page.see({ role: 'heading', name: 'elsewhere 23' });
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
