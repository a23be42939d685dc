/**
 * What the synthesiser promises, measured: `node e2e/benchmarks/synth.ts [words] [keys [--only pad] [--tempi 90,170]] [tempo] [seams] [speed]`, all without arguments.
 * Analysers are those of src/testing, which know nothing of what was asked.
 */
import { parseArgs } from 'node:util';

import { buildInstruments } from '../../src/build/build-instruments.ts';
import { createNodeSynth } from '../../src/cli/node-synth.ts';
import { openModules } from '../../src/cli/open-synth.ts';
import { planSound } from '../../src/synth/prompt/plan-sound.ts';
import { renderMastered } from '../../src/synth/render-take.ts';
import type { SoundJob } from '../../src/synth/synth.ts';
import { detectSeam } from '../../src/testing/detectors/detect-seam.ts';
import { foldTempo, detectTempo } from '../../src/testing/detectors/detect-tempo.ts';
import { monoOf } from '../../src/testing/detectors/spectrogram.ts';
import { GALLERY } from './gallery-prompts.ts';
import { sweepKeys } from './synth-keys.ts';
import { PROMPTS } from './synth-prompts.ts';

const RATE = 44_100;
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, tempi: { type: 'string' } },
  allowPositionals: true,
});
const wanted = new Set(positionals);
const asked = (name: string) => wanted.size === 0 || wanted.has(name);
const job = (prompt: string, more: Partial<SoundJob> = {}): SoundJob => ({
  prompt,
  soundLoop: true,
  soundTempo: null,
  soundKey: 'Any',
  grabLyrics: false,
  take: 1,
  ...more,
});

await buildInstruments();
const modules = openModules();
const play = (prompt: string, more: Partial<SoundJob> = {}) =>
  renderMastered(planSound(job(prompt, more)), modules).sound;
const mono = ({ left, right }: { left: Float32Array; right: Float32Array }) => monoOf(left, right);

if (asked('words')) {
  let [nouns, understood] = [0, 0];
  for (const marked of PROMPTS) {
    const plan = planSound(job(marked.replaceAll('*', '')));
    const missed = new Set(plan.notUnderstood);
    const names = [...marked.matchAll(/\*([^*]+)\*/g)].map((match) => match[1]!.toLowerCase());
    const lost = names.filter((name) => name.split(/[ -]/).every((word) => missed.has(word)));
    nouns += names.length;
    understood += names.length - lost.length;
    console.log(
      `${lost.length > 0 ? '✗' : ' '} ${marked.replaceAll('*', '').padEnd(58)} ${plan.understood.join(' · ')}${missed.size > 0 ? `   not understood: ${[...missed].join(', ')}` : ''}`,
    );
  }
  console.log(
    `words: ${PROMPTS.length} prompts, ${understood} of ${nouns} nouns understood (${((100 * understood) / nouns).toFixed(1)} %)\n`,
  );
}

if (asked('keys')) {
  const tempi = values.tempi?.split(',').map(Number);
  sweepKeys(play, { ...(values.only && { only: values.only }), ...(tempi && { tempi }) });
}

if (asked('tempo')) {
  for (const prompt of ['drum loop', 'techno drums', 'boom bap drums', 'breakbeat']) {
    const found = [60, 75, 90, 110, 128, 140, 174, 220].map((soundTempo) => {
      const heard = foldTempo(detectTempo(mono(play(prompt, { soundTempo })), RATE).bpm, soundTempo);
      return `${soundTempo}→${heard.toFixed(2)}${Math.abs(heard / soundTempo - 1) > 0.001 ? '✗' : ''}`;
    });
    console.log(`tempo: ${prompt.padEnd(16)} ${found.join('  ')}`);
  }
}

if (asked('seams')) {
  const loops = GALLERY.filter(({ loop }) => loop);
  let [all, clicks] = [0, 0];
  for (const { prompt } of loops) {
    for (let take = 1; take <= 20; take++) {
      const { left, right } = play(prompt, { soundTempo: 240, take });
      all++;
      if (!detectSeam(left).clicks && !detectSeam(right).clicks) continue;
      clicks++;
      console.log(
        `seam: ${prompt} take ${take} clicks, ${Math.max(detectSeam(left).ratio, detectSeam(right).ratio).toFixed(1)}×`,
      );
    }
  }
  console.log(`seams: ${clicks} clicks in ${all} loops (${loops.length} prompts × 20 takes)`);
}

if (asked('speed')) {
  const sets: Record<string, string[]> = {
    'drums and music': [
      'techno loop',
      'drum loop',
      'warm pad',
      'soft piano',
      'synth arpeggio',
      'lofi beat',
      'acid bassline',
      'house',
      'rock drums',
    ],
    'layered ambience': [
      'heavy rain on a tin roof, distant thunder',
      'forest with birds and a stream',
      'ocean waves and seagulls',
      'campfire with crickets',
      'cafe crowd and soft rain',
      'thunderstorm',
      'train and rain',
    ],
  };
  const synth = createNodeSynth({ workers: 2 });
  const both = async (prompt: string) => {
    const started = performance.now();
    await Promise.all(
      [1, 2].map((take) => synth.render(job(prompt, { soundTempo: 120, soundKey: 'Am', take }))),
    );
    return performance.now() - started;
  };
  for (const round of ['cold', 'warm']) {
    for (const [name, prompts] of Object.entries(sets)) {
      const times: number[] = [];
      for (const prompt of prompts) times.push(await both(prompt));
      times.sort((a, b) => a - b);
      console.log(
        `speed, ${round}: two 8-second takes of ${name}: median ${times[times.length >> 1]!.toFixed(0)} ms, slowest ${times.at(-1)!.toFixed(0)} ms`,
      );
    }
  }
  await synth.close();
}
