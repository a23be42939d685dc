/**
 * Loops as a listener gets them: rendered, encoded to MP3, decoded by a real Chromium.
 * `node e2e/benchmarks/loops.ts [--seeds 20] [--only word] [--share 1/2]` ends with 1 when one clicks, is longer or shorter than its source, or is late.
 */
import { parseArgs } from 'node:util';

import { chromium } from 'playwright';

import { buildInstruments } from '../../src/build/build-instruments.ts';
import { openModules, openMp3 } from '../../src/cli/open-synth.ts';
import { planSound } from '../../src/synth/prompt/plan-sound.ts';
import { renderMastered } from '../../src/synth/render-take.ts';
import { pcmOf, type Stereo } from '../../src/synth/stereo.ts';
import { detectSeam } from '../../src/testing/detectors/detect-seam.ts';
import { detectShift } from '../../src/testing/detectors/detect-shift.ts';
import { measureSeam } from '../../src/web/features/inspector/analysis/measure-seam.ts';
import { CHROMIUM_FLAGS, ensureBrowser } from '../support/browser.ts';
import { GALLERY } from './gallery-prompts.ts';

const RATE = 44_100;
/** Four bars are 4 s. */
const BPM = 240;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    share: { type: 'string', default: '1/1' },
  },
});
const seeds = Number(values.seeds);
const [share = 1, shares = 1] = values.share.split('/').map(Number);
// What people loop comes first; everything else can be looped too.
const prompts = GALLERY.toSorted((a, b) => Number(b.loop) - Number(a.loop))
  .map(({ prompt }) => prompt)
  .filter((prompt) => prompt.includes(values.only))
  .filter((_prompt, n) => n % shares === share - 1);

await buildInstruments();
const modules = openModules();
const mp3 = await openMp3();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: CHROMIUM_FLAGS });
const page = await browser.newPage();

async function decode(file: Uint8Array): Promise<Float32Array<ArrayBuffer>[]> {
  const sides = await page.evaluate(
    async ({ text, rate }) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const audio = await new OfflineAudioContext(2, 1, rate).decodeAudioData(bytes.buffer);
      return [0, 1].map((channel) => {
        const side = new Uint8Array(audio.getChannelData(channel).slice().buffer);
        let out = '';
        for (let at = 0; at < side.length; at += 32_768)
          out += String.fromCharCode(...side.subarray(at, at + 32_768));
        return btoa(out);
      });
    },
    { text: Buffer.from(file).toString('base64'), rate: RATE },
  );
  return sides.map((side) => new Float32Array(Uint8Array.from(Buffer.from(side, 'base64')).buffer));
}

interface Row {
  prompt: string;
  wrongLength: number;
  late: number;
  clicks: number;
  /** Worst step over the join against the usual step around it. */
  ratio: number;
  /** Takes in which the app's listening bench calls the seam a click. */
  appClicks: number;
}

async function check(row: Row, take: number): Promise<void> {
  const job = { prompt: row.prompt, soundLoop: true, soundTempo: BPM, grabLyrics: false, take };
  const source: Stereo = renderMastered(planSound({ ...job, soundKey: 'Any' }), modules).sound;
  const [left = new Float32Array(), right = new Float32Array()] = await decode(
    mp3.encode(pcmOf(source), true),
  );
  const problems: string[] = [];
  if (left.length !== source.left.length) {
    row.wrongLength++;
    problems.push(`${left.length} samples for ${source.left.length}`);
  }
  const shift = detectShift(source.left, left);
  if (shift !== 0) {
    row.late++;
    problems.push(`${shift} samples late`);
  }
  const seams = [detectSeam(left), detectSeam(right)];
  row.ratio = Math.max(row.ratio, ...seams.map(({ ratio }) => ratio));
  if (seams.some(({ clicks }) => clicks)) {
    row.clicks++;
    problems.push(`clicks, ${Math.max(...seams.map(({ ratio }) => ratio)).toFixed(1)}×`);
  }
  const seam = measureSeam({ channels: [left, right], sampleRate: RATE });
  if (seam.kind === 'click') {
    row.appClicks++;
    problems.push(`the app hears a click, ${seam.join.ratio.toFixed(1)}×`);
  }
  if (problems.length > 0) console.log(`  ${row.prompt}, take ${take}: ${problems.join('; ')}`);
}

const started = performance.now();
const rows: Row[] = [];
for (const prompt of prompts) {
  const row: Row = { prompt, wrongLength: 0, late: 0, clicks: 0, ratio: 0, appClicks: 0 };
  for (let take = 1; take <= seeds; take++) await check(row, take);
  rows.push(row);
  console.log(
    `${prompt.padEnd(40)} worst step ${row.ratio.toFixed(2).padStart(5)}×  clicks ${row.clicks}  in the app ${row.appClicks}  wrong length ${row.wrongLength}  late ${row.late}`,
  );
}
await browser.close();

const sum = (what: 'wrongLength' | 'late' | 'clicks' | 'appClicks') =>
  rows.reduce((total, row) => total + row[what], 0);
console.log(
  `loops: ${rows.length * seeds} decoded by Chromium ${browser.version()} (${rows.length} prompts × ${seeds} seeds): ` +
    `${sum('clicks')} clicks, ${sum('appClicks')} in the app, ${sum('wrongLength')} of wrong length, ${sum('late')} late, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
if (sum('clicks') + sum('appClicks') + sum('wrongLength') + sum('late') > 0) process.exitCode = 1;
