// Part of npm run bench: what is heard, fitted, read and written, as tables.
import { readFileSync } from 'node:fs';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';

import { durationOf, type Pcm } from '../../../src/audio/pcm.ts';
import { resample } from '../../../src/audio/resample.ts';
import { startStretch, stretchWasmOf } from '../../../src/audio/stretch/stretch-wasm.ts';
import { buildInstruments } from '../../../src/build/build-instruments.ts';
import { openModules } from '../../../src/cli/open-synth.ts';
import { planSound } from '../../../src/synth/prompt/plan-sound.ts';
import { renderMastered } from '../../../src/synth/render-take.ts';
import { pcmOf } from '../../../src/synth/stereo.ts';
import { analyse } from '../../../src/web/features/inspector/analysis/analyse.ts';
import { amount, median, type Figure } from '../figure.ts';
import type { Stage } from '../stage.ts';
import { keyOutcome, tempoOutcome } from './detector-outcomes.ts';
import { addTo, measureDetectors, outcomeTable, type Sets } from './detectors.ts';
import { measureExports } from './exports.ts';
import { CHANGES, fitLoop, fitTable, type Change, type Fitted, type Loop } from './fit.ts';
import { measureFormats } from './formats.ts';
import { publicLoops } from './public-loops.ts';

const PROMPTS = [
  'dark techno loop',
  'lo-fi drum loop',
  'funky bass groove',
  'warm pad chords',
  'music box arpeggio',
  'house piano chords',
  'breakbeat drums',
  'acoustic guitar strumming',
  'synth arpeggio',
  'trap beat',
];
const TAKES = 40;

/** Loops of the sandbox, each with a tempo and a key of its own. */
async function* sandboxLoops(): AsyncGenerator<Loop> {
  await buildInstruments();
  const modules = openModules();
  for (let n = 0; n < TAKES; n++) {
    const bpm = 70 + ((n * 37) % 100);
    const key = SOUND_KEYS[1 + ((n * 7) % 24)] ?? 'Am';
    const prompt = PROMPTS[n % PROMPTS.length] ?? '';
    const job = { prompt, soundLoop: true, soundTempo: bpm, soundKey: key, grabLyrics: false };
    const pcm = pcmOf(renderMastered(planSound({ ...job, take: 1 + (n % 2) }), modules).sound);
    const beats = Math.round((durationOf(pcm) * bpm) / 60);
    yield { name: `${prompt} ${bpm} ${key}`, pcm, bpm, beats, key };
  }
}

/** One faster or slower, one higher or lower: in turns. */
const changesOf = (n: number): readonly Change[] => CHANGES.filter((_, i) => i % 2 === n % 2);

async function measureFits(sets: Sets): Promise<{ lines: string[]; figures: Figure[] }> {
  const source = readFileSync(new URL(import.meta.resolve('signalsmith-stretch')), 'utf8');
  const program = await startStretch(stretchWasmOf(source));
  const [ofPublic, ofSandbox]: [Fitted[], Fitted[]] = [[], []];
  const fit = (set: string, loop: Loop, changes: readonly Change[]): Fitted[] => {
    const before = analyse(loop.pcm, { bpm: loop.bpm, key: loop.key, loop: true });
    addTo(sets, `tempo, ${set}`, loop.name, tempoOutcome(before, loop.bpm));
    if (loop.key !== null) addTo(sets, `key, ${set}`, loop.name, keyOutcome(before, loop.key));
    return changes.map((change) => fitLoop(loop, before, change, program));
  };
  for (const loop of publicLoops() ?? []) ofPublic.push(...fit('public loops', loop, CHANGES));
  let n = 0;
  for await (const loop of sandboxLoops()) ofSandbox.push(...fit('sandbox', loop, changesOf(n++)));
  const tables = [
    ...(ofPublic.length > 0 ? [fitTable('public loops', ofPublic)] : []),
    fitTable('sandbox', ofSandbox),
  ];
  const speed = median([...ofPublic, ...ofSandbox].map((each) => each.speed));
  return {
    lines: tables.flatMap(({ lines }) => [...lines, '']),
    figures: [
      ...tables.flatMap(({ figures }) => figures),
      // Its inverse has the limit: 20 times real time.
      amount('B10', 'a minute stretched or pitched, median', 60 / speed, 's', 3),
    ],
  };
}

const tone = (hz: number, rate: number) =>
  Float32Array.from({ length: rate }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

/** Signal against error of a tone from 44.1 to 48 kHz: low is bad, so its negative has the limit. */
function rates(): Figure[] {
  return [440, 15_000, 19_000].map((hz) => {
    const [made = new Float32Array()] = resample(
      { channels: [tone(hz, 44_100)], sampleRate: 44_100 },
      48_000,
    ).channels;
    const wanted = tone(hz, 48_000);
    let [signal, noise] = [0, 0];
    for (let i = 200; i < wanted.length - 200; i++) {
      signal += (wanted[i] ?? 0) ** 2;
      noise += ((wanted[i] ?? 0) - (made[i] ?? 0)) ** 2;
    }
    return amount('audio', `error of ${hz} Hz at 48 kHz`, -10 * Math.log10(signal / noise), 'dB', -85);
  });
}

/** A prime number of samples: no frame of any codec ends with it. */
const swell = (): Pcm => ({
  sampleRate: 44_100,
  channels: [220, 331].map((hz) => {
    const channel = new Float32Array(100_003);
    for (let i = 0; i < channel.length; i++) channel[i] = 0.8 * Math.sin((2 * Math.PI * hz * i) / 44_100);
    return channel;
  }),
});

/** The tables go to the error output, so that figures alone can be read by a program. */
export async function measureAudio(stage: Stage): Promise<Figure[]> {
  const show = (title: string, lines: readonly string[]) => console.error(`\n${title}\n${lines.join('\n')}`);
  const formats = await measureFormats(stage);
  show('Formats, as the page reads them', formats.lines);
  const exports = await measureExports(swell());
  show('Exports, read back', exports.lines);
  const detectors = measureDetectors();
  const fits = await measureFits(detectors.sets);
  show('Stretch, pitch and fit', fits.lines);
  const outcomes = outcomeTable(detectors.sets);
  show('Tempo and key', [...outcomes.lines, '', ...detectors.lines]);
  return [formats, exports, fits, outcomes, detectors].flatMap(({ figures }) => figures).concat(rates());
}
