import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeWav } from '../../src/audio/encode/encode-wav.ts';
import { KEYS, type Page } from './page.ts';
import { assert, assertAccessible, LOOP_PROMPT, type Step } from './steps.ts';

const RATE = 44_100;
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

/** The take in the inspector, and a file of one's own. */
export const INSPECTOR_STEPS: readonly Step[] = [
  [
    'the inspector says what was heard',
    async (page) => {
      await page.focus({ role: 'button', name: 'Inspect', card: LOOP_PROMPT });
      await page.press(KEYS.enter);
      await page.see({ role: 'heading', name: 'Export' });
      await says(page, 'Check', 'LUFS');
      await says(page, 'Check', '240 BPM');
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
      // Its file may be written as soon as the edit is made.
      await page.driver.call(noteDownloads);
      await page.focus({ role: 'button', name: 'Fade in' });
      await page.press(KEYS.enter);
      await page.until(
        'the edited version',
        async () => (await page.find({ role: 'radio', name: 'Edited' }))?.isChecked ?? false,
      );
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
      await says(page, 'Edits', 'Stretch to 200 BPM');
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
      await says(page, 'Check', 'LUFS');
      await page.press(KEYS.escape);
      await page.gone({ role: 'heading', name: 'Export' });
    },
  ],
];
