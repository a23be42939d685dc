// Part of npm run bench: what the inspector makes of the sandbox's own takes, and of a tone at another rate.
import { readFileSync } from 'node:fs';

import { measureJoin } from '../../src/audio/click.ts';
import { integratedLufs } from '../../src/audio/loudness.ts';
import { lengthOf, type Pcm } from '../../src/audio/pcm.ts';
import { resample } from '../../src/audio/resample.ts';
import { stretchSound } from '../../src/audio/stretch/stretch-sound.ts';
import { startStretch, stretchWasmOf } from '../../src/audio/stretch/stretch-wasm.ts';
import { buildInstruments } from '../../src/build/build-instruments.ts';
import { openModules } from '../../src/cli/open-synth.ts';
import { keyFacts, SOUND_KEYS, type SoundKey } from '../../src/shared/key/key-facts.ts';
import { planSound } from '../../src/synth/prompt/plan-sound.ts';
import { renderMastered } from '../../src/synth/render-take.ts';
import { pcmOf } from '../../src/synth/stereo.ts';
import { analyse } from '../../src/web/features/inspector/analysis/analyse.ts';
import { isTempoAsAsked } from '../../src/web/features/inspector/analysis/evaluate.ts';
import { SURE } from '../../src/web/features/inspector/analysis/measure-tempo.ts';
import {
  beatsOf,
  fittedLength,
  semitonesTo,
  transposed,
} from '../../src/web/features/inspector/edit/tune.ts';
import { amount, median, type Figure } from './figure.ts';

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

interface Loop {
  pcm: Pcm;
  bpm: number;
  key: SoundKey;
}

export async function measureAudio(): Promise<Figure[]> {
  await buildInstruments();
  const modules = openModules();
  const source = readFileSync(new URL(import.meta.resolve('signalsmith-stretch')), 'utf8');
  const program = await startStretch(stretchWasmOf(source));
  const score = newScore();
  for (let n = 0; n < TAKES; n++) {
    const bpm = 70 + ((n * 37) % 100);
    const key = SOUND_KEYS[1 + ((n * 7) % 24)] ?? 'Am';
    const prompt = PROMPTS[n % PROMPTS.length] ?? '';
    const job = {
      prompt,
      soundLoop: true,
      soundTempo: bpm,
      soundKey: key,
      grabLyrics: false,
      take: 1 + (n % 2),
    };
    const loop: Loop = { pcm: pcmOf(renderMastered(planSound(job), modules).sound), bpm, key };
    fit(score, loop, bpm + (n % 2 === 0 ? 7 : -7), (pcm, length) =>
      stretchSound(program, pcm, { length, semitones: 0, isLoop: true }),
    );
    transpose(score, loop, n % 2 === 0 ? 3 : -3, (pcm, semitones) =>
      stretchSound(program, pcm, { length: lengthOf(pcm), semitones, isLoop: true }),
    );
  }
  return [...figuresOf(score), ...rates()];
}

const newScore = () => ({
  tempoSure: 0,
  keySure: 0,
  wrongLength: 0,
  wrongTempo: 0,
  wrongKey: 0,
  clicks: 0,
  lufs: [] as number[],
  speed: [] as number[],
});
type Score = ReturnType<typeof newScore>;

function timed(score: Score, pcm: Pcm, work: () => Pcm): Pcm {
  // Processor time, which other work on the machine does not stretch.
  const from = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(from);
  score.speed.push(lengthOf(pcm) / pcm.sampleRate / ((user + system) / 1e6));
  return made;
}

function fit(score: Score, { pcm, bpm }: Loop, to: number, stretch: (pcm: Pcm, length: number) => Pcm): void {
  const length = fittedLength(pcm, { from: bpm, to, beats: beatsOf(lengthOf(pcm) / pcm.sampleRate, bpm) });
  const made = timed(score, pcm, () => stretch(pcm, length));
  const exact = Math.round((((lengthOf(pcm) / pcm.sampleRate) * bpm) / to) * pcm.sampleRate);
  if (lengthOf(made) !== length || Math.abs(length - exact) > 1) score.wrongLength++;
  const { tempo } = analyse(made, { bpm: to, key: 'Any', loop: true });
  if (tempo.kind === 'measured' && tempo.confidence >= SURE) {
    score.tempoSure++;
    if (!isTempoAsAsked(tempo, to)) score.wrongTempo++;
  }
  compare(score, pcm, made);
}

function transpose(
  score: Score,
  { pcm, key }: Loop,
  semitones: number,
  shift: (pcm: Pcm, semitones: number) => Pcm,
): void {
  const made = timed(score, pcm, () => shift(pcm, semitones));
  if (lengthOf(made) !== lengthOf(pcm)) score.wrongLength++;
  const heard = analyse(made, { bpm: null, key, loop: true }).key;
  const wanted = transposed(key, semitones);
  if (heard.kind === 'measured' && heard.confidence >= SURE && keyFacts(key)) {
    score.keySure++;
    if (semitonesTo(heard.key, wanted) !== 0) score.wrongKey++;
  }
  compare(score, pcm, made);
}

function compare(score: Score, before: Pcm, after: Pcm): void {
  const lufs = (pcm: Pcm) => integratedLufs(pcm.channels, pcm.sampleRate, true) ?? 0;
  score.lufs.push(Math.abs(lufs(after) - lufs(before)));
  const clicks = ({ channels, sampleRate }: Pcm) =>
    channels.some((channel) => measureJoin(channel, sampleRate, 0, channel.length).isClick);
  if (clicks(after) && !clicks(before)) score.clicks++;
}

const figuresOf = (score: Score): Figure[] => [
  amount('audio', `lengths not exact, of ${2 * TAKES}`, score.wrongLength, '', 0),
  amount('audio', `tempo after a fit sure and wrong, of ${score.tempoSure} sure`, score.wrongTempo, '', 0),
  amount('audio', `key after ±3 st sure and wrong, of ${score.keySure} sure`, score.wrongKey, '', 0),
  amount('audio', `seams that click and did not, of ${2 * TAKES}`, score.clicks, '', 0),
  amount('audio', 'largest change of loudness', Math.max(...score.lufs), 'LU', 0.5),
  // Its inverse has the limit: 20 times real time.
  amount('B10', 'a minute stretched or pitched, median', 60 / median(score.speed), 's', 3),
];

/** Signal against error of a tone from 44.1 to 48 kHz: low is bad, so its negative has the limit. */
function rates(): Figure[] {
  const tone = (hz: number, rate: number) =>
    Float32Array.from({ length: rate }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));
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
