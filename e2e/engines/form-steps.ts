import { KEYS } from './page.ts';
import { assert, GENERATE, LOOP_PROMPT, PROMPT, ready, SEARCH, tasksOf, type Step } from './steps.ts';

/** A first visit: a sound is asked for, its taskId copied, its take heard. */
export const FORM_STEPS: readonly Step[] = [
  [
    'loads and hydrates',
    async (page, { url }) => {
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
    async (page, { url }) => {
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
    async (page, { url }) => {
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
    'copies too where the clipboard refuses',
    async (page, { url }) => {
      await page.driver.call(() => {
        const refuse = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
        Object.defineProperty(navigator, 'clipboard', {
          configurable: true,
          value: { writeText: refuse, write: refuse },
        });
        return true;
      });
      await page.click({ role: 'button', name: 'Copy taskId', card: LOOP_PROMPT });
      await page.focus(SEARCH);
      await page.press('v', KEYS.control);
      const [task] = await tasksOf(url);
      await page.until(
        'the taskId in the search',
        async () => (await page.find(SEARCH))?.value === task?.taskId,
      );
      await page.press('a', KEYS.control);
      await page.press(KEYS.backspace);
    },
  ],
  [
    'a take plays, its time goes on, and it pauses',
    async (page) => {
      await page.click({ role: 'button', name: 'Play take A', card: LOOP_PROMPT });
      await page.see({ role: 'button', name: 'Pause take A', card: LOOP_PROMPT });
      const seek = { role: 'slider', name: 'Seek take A', card: LOOP_PROMPT };
      await page.until('the time to go on', async () => Number((await page.find(seek))?.value) > 0.5);
      await page.click({ role: 'button', name: 'Pause take A', card: LOOP_PROMPT });
      await page.see({ role: 'button', name: 'Play take A', card: LOOP_PROMPT });
    },
  ],
];
