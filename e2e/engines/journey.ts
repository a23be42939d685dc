import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeWav } from '../../src/audio/encode/encode-wav.ts';
import { AXE_SOURCE, findViolations } from '../support/axe.ts';
import { KEYS, type Page } from './page.ts';

type Step = (page: Page, url: string) => Promise<void>;

const PROMPT = { role: 'textbox', name: 'Prompt' };
const GENERATE = { role: 'button', name: 'Generate…' };
const LOOP_PROMPT = 'engine journey drum loop';
const SEARCH = { role: 'searchbox', name: '…' };
const RATE = 44_100;

function assert(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

/** Of a machine that does much else. */
const RENDERED_MS = 120_000;
const ready = (page: Page, prompt: string) =>
  page.until(
    `${prompt} ready`,
    () =>
      page.driver.call(
        (text: string) =>
          [...document.querySelectorAll('article')].some(
            (card) => card.textContent?.includes(text) && card.getAttribute('data-state') === 'ready',
          ),
        prompt,
      ),
    RENDERED_MS,
  );

/** What axe finds in this engine's own tree. */
async function assertAccessible({ driver }: Page): Promise<void> {
  await driver.run(AXE_SOURCE);
  const found = await driver.call(findViolations, null);
  assert(found.length === 0, `axe: ${found.join('; ')}`);
}

/** What the dialog says, once it holds this. */
const says = (page: Page, label: string, words: string) =>
  page.until(`“${words}” in ${label}`, () =>
    page.driver.call(
      (name: string, text: string) =>
        [...document.querySelectorAll(`[aria-label="${name}"]`)].some((part) =>
          part.textContent?.includes(text),
        ),
      label,
      words,
    ),
  );

/** Stereo, 24 bits. */
const WAV_FRAME_BYTES = 6;
const FORMATS = [
  ['WAV 16-bit', 'WAV', /^RIFF[^]{4}WAVE/],
  ['WAV 32-bit float', 'WAV', /^RIFF[^]{4}WAVE/],
  ['FLAC', 'FLAC', /^fLaC/],
  ['OGG', 'OGG', /^OggS/],
  ['MP3', 'MP3', /^ID3/],
] as const;

/** Presses Download and waits for a file that begins so. */
async function takeAway(page: Page, kind: string, head: RegExp): Promise<string> {
  await page.driver.call(() => {
    document.documentElement.dataset['head'] = '';
    return true;
  });
  // By key: while an edit is made, what lies under the mouse moves.
  await page.focus({ role: 'link', name: `Download ${kind}` });
  await page.press(KEYS.enter);
  return page.until(`a file of ${kind}`, async () => {
    const begins = await page.driver.call(() => document.documentElement.dataset['head'] ?? '');
    return head.test(begins) && begins;
  });
}

/** Runs in the page: notes how the file begins that a press on a link takes away, written ahead or then. */
function noteDownloads(): true {
  const files = new Map<string, Blob>();
  let isAwaited = false;
  const note = async (file: Blob) => {
    const head = await file.slice(0, 44).arrayBuffer();
    document.documentElement.dataset['head'] = String.fromCharCode(...new Uint8Array(head));
  };
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (file: Blob) => {
    const url = create(file);
    files.set(url, file);
    // A file of the press before may come late: the last one counts.
    if (isAwaited) void note(file);
    return url;
  };
  addEventListener('click', ({ target }) => {
    const link = (target as Element).closest('a');
    const file = link && files.get(link.href);
    if (file) void note(file);
    isAwaited = link !== null && !file;
  });
  return true;
}

/** A second of a tone, as a file of this machine. */
function toneFile(): string {
  const tone = Float32Array.from(
    { length: RATE },
    (_, at) => 0.5 * Math.sin((2 * Math.PI * 220 * at) / RATE),
  );
  const path = join(tmpdir(), `cuesmith-tone-${process.pid}.wav`);
  writeFileSync(path, writeWav({ channels: [tone, tone], sampleRate: RATE }, { bits: 16 }));
  return path;
}

const tasksOf = async (
  url: string,
): Promise<
  {
    taskId?: string;
    request: { prompt: string; soundLoop: boolean; soundTempo: number | null; soundKey: string };
  }[]
> => ((await (await fetch(`${url}/api/tasks`)).json()) as { tasks: never[] }).tasks;

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
    'copies too where the clipboard refuses',
    async (page, url) => {
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
  [
    'the inspector says what was heard',
    async (page) => {
      await page.focus({ role: 'button', name: 'Inspect', card: LOOP_PROMPT });
      await page.press(KEYS.enter);
      await page.see({ role: 'heading', name: 'Export' });
      await says(page, 'Asked and heard', 'LUFS');
      await says(page, 'Asked and heard', '240 BPM');
      await assertAccessible(page);
    },
  ],
  [
    'its loop goes past its end without a stop',
    async (page) => {
      const at = async () =>
        Number(
          (await page.find({ role: 'slider', name: 'Position', within: '.inspector' }))?.value ?? Number.NaN,
        );
      assert(
        (await page.see({ role: 'checkbox', name: 'Loop', within: '.inspector' })).isChecked,
        'Loop is not on',
      );
      await page.focus({ role: 'button', name: 'Play', within: '.inspector' });
      await page.press(KEYS.enter);
      let furthest = 0;
      await page.until('the loop to begin anew', async () => {
        const now = await at();
        if (now < furthest) return true;
        furthest = now;
        return false;
      });
      await page.focus({ role: 'button', name: 'Pause', within: '.inspector' });
      await page.press(KEYS.enter);
      await page.see({ role: 'button', name: 'Play', within: '.inspector' });
    },
  ],
  [
    'an edit is a step, and the WAV of it comes whole',
    async (page) => {
      await page.focus({ role: 'button', name: 'Fade in' });
      await page.press(KEYS.enter);
      await page.until(
        'the edited version',
        async () => (await page.find({ role: 'radio', name: 'Edited' }))?.isChecked ?? false,
      );
      await page.driver.call(noteDownloads);
      await takeAway(page, 'WAV', /^RIFF[^]{4}WAVE/);
    },
  ],
  [
    'it fits another tempo, to the sample',
    async (page) => {
      await page.focus({ role: 'button', name: 'Stretch…' });
      await page.press(KEYS.enter);
      await page.type({ role: 'textbox', name: 'To BPM' }, '200');
      await page.focus({ role: 'button', name: 'Apply' });
      await page.press(KEYS.enter);
      await says(page, 'Edits', '240 → 200 BPM');
      // Its samples are made anew before the file is.
      await page.until('a file of whole beats at 200 BPM', async () => {
        const head = await takeAway(page, 'WAV', /^RIFF[^]{4}WAVE/);
        const bytes = [0, 1, 2, 3].reduce((sum, at) => sum + head.charCodeAt(40 + at) * 256 ** at, 0);
        const beats = (bytes / WAV_FRAME_BYTES / RATE / 60) * 200;
        return Math.abs(beats - Math.round(beats)) < 1e-3;
      });
    },
  ],
  [
    'and comes in every format',
    async (page) => {
      for (const [format, kind, head] of FORMATS) {
        await page.focus({ role: 'radio', name: format });
        await page.press(KEYS.space);
        await takeAway(page, kind, head);
      }
      await page.press(KEYS.escape);
      await page.gone({ role: 'heading', name: 'Export' });
    },
  ],
  [
    'a file of the musician’s own is measured',
    async (page) => {
      await page.click({ role: 'button', name: 'Open a file' });
      await page.see({ role: 'dialog', name: 'Inspector' });
      await page.driver.setFiles('.inspector input[type=file]', [toneFile()]);
      await says(page, 'Asked and heard', 'LUFS');
      await page.press(KEYS.escape);
      await page.gone({ role: 'heading', name: 'Export' });
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
      await page.until('a list that places its rows itself', () =>
        page.driver.call(() => document.querySelector<HTMLElement>('[data-task]')?.style.top !== ''),
      );
      for (const share of [0, 0.5, 1])
        await page.until('rows that do not overlap', () => isTidyAt(page, share));
      await page.driver.call(() => {
        scrollTo(0, 0);
        return true;
      });
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
