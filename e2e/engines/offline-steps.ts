import { KEYS, type Page } from './page.ts';
import { assert, GENERATE, LOOP_PROMPT, PROMPT, tasksOf, type Step } from './steps.ts';

const OFFLINE_PROMPT = 'engine written offline';

/** Driven, a browser whose own error page is shown calls that a failure; the step sees it by what is missing. */
const reload = (page: Page, url: string) => page.driver.goto(url).catch(() => undefined);

/** The list with that prompt, a take, and the pieces that play it and say what is wrong. */
const isKept = (page: Page, prompt: string) =>
  page.driver.call(async (text: string) => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      urls.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
    const list = await (await caches.match(new URL('./kept-list', location.href)))?.text();
    const pieces = [
      '/audio',
      'loop-sound',
      'decode',
      'show-kept',
      'unsent-card',
      'trouble-body',
      'sound-resolver',
    ];
    return list?.includes(text) === true && pieces.every((piece) => urls.some((url) => url.includes(piece)));
  }, prompt);

/** The server stops as it would on a machine that is left: nothing tells the browser. */
export const OFFLINE_STEPS: readonly Step[] = [
  [
    'keeps a take that is marked, with the list and the page',
    async (page) => {
      await page.driver.call(() => caches.delete('cuesmith.takes'));
      await page.focus({ role: 'button', name: 'Inspect', card: LOOP_PROMPT });
      await page.press(KEYS.enter);
      await page.focus({ role: 'button', name: 'Keep', within: '.inspector' });
      await page.press(KEYS.enter);
      await page.until('what is kept', () => isKept(page, LOOP_PROMPT));
      await page.press(KEYS.escape);
      await page.gone({ role: 'heading', name: 'Export' });
    },
  ],
  [
    'without a server, a reload shows the list and plays what was kept',
    async (page, server) => {
      await server.stop();
      await reload(page, server.url);
      await page.see(GENERATE);
      await page.click({ role: 'button', name: 'Play take A', card: LOOP_PROMPT });
      const seek = { role: 'slider', name: 'Seek take A', card: LOOP_PROMPT };
      await page.until('the time to go on', async () => Number((await page.find(seek))?.value) > 0.5);
      await page.click({ role: 'button', name: 'Pause take A', card: LOOP_PROMPT });
    },
  ],
  [
    'what is made then is kept, also by a reload, and sent only by a press once the server is back',
    async (page, server) => {
      const waits = { role: 'text', name: 'Checking whether…', card: OFFLINE_PROMPT };
      await page.type(PROMPT, OFFLINE_PROMPT);
      await page.press(KEYS.enter, KEYS.control);
      await page.see(waits);
      await reload(page, server.url);
      await page.see(waits);
      await server.start();
      const send = { role: 'button', name: 'Send', card: OFFLINE_PROMPT };
      await page.see(send);
      const isThere = async () =>
        (await tasksOf(server.url)).some(({ request }) => request.prompt === OFFLINE_PROMPT);
      assert(!(await isThere()), 'it was sent by itself');
      await page.click(send);
      await page.see({ role: 'button', name: 'Copy taskId', card: OFFLINE_PROMPT });
      assert(await isThere(), 'it was not sent');
    },
  ],
];
