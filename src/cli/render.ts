import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

import { isBlank } from '#shared/blank.ts';
import { parseBpm } from '#shared/bpm.ts';
import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import { BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';

import { writeWav } from '../audio/encode/encode-wav.ts';
import { buildInstruments } from '../build/build-instruments.ts';
import { planSound } from '../synth/prompt/plan-sound.ts';
import { renderMastered } from '../synth/render-take.ts';
import { pcmOf } from '../synth/stereo.ts';
import type { SoundJob } from '../synth/synth.ts';
import { openModules, openTakeRenderer } from './open-synth.ts';

const USAGE = `npm run render -- "soft rain" [--bpm 90] [--key Am] [--loop] [--lyrics] [--take 1] [--out rain.wav]
  --out  .wav or .mp3; without it the name comes from the prompt`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bpm: { type: 'string' },
    key: { type: 'string', default: 'Any' },
    loop: { type: 'boolean', default: false },
    lyrics: { type: 'boolean', default: false },
    take: { type: 'string', default: '1' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const prompt = positionals.join(' ').trim();
if (isBlank(prompt)) fail('Describe the sound in a few words.');
if (prompt.length > PROMPT_MAX) fail(`The prompt is longer than ${PROMPT_MAX} characters.`);
const bpm = values.bpm === undefined ? null : parseBpm(values.bpm);
if (values.bpm !== undefined && bpm === null) {
  fail(`--bpm must be a whole number from ${BPM_MIN} to ${BPM_MAX}.`);
}
const key = parseKey(values.key);
if (!key) fail(`--key must be one of ${SOUND_KEYS.join(' ')}.`);
const take = Number(values.take);
if (!Number.isInteger(take) || take < 1) fail('--take must be 1, 2, …');
const out =
  values.out ??
  `${prompt
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)}.wav`;
if (!['.wav', '.mp3'].includes(extname(out))) fail('--out must end in .wav or .mp3.');

const job: SoundJob = {
  prompt,
  soundLoop: values.loop,
  soundTempo: bpm,
  soundKey: key satisfies SoundKey,
  grabLyrics: values.lyrics,
  take,
};
await buildInstruments();
const plan = planSound(job);
if (out.endsWith('.mp3')) writeFileSync(out, (await openTakeRenderer())(job).mp3);
else writeFileSync(out, writeWav(pcmOf(renderMastered(plan, openModules()).sound), { bits: 16 }));
console.log(`${out}: understood ${plan.understood.join(' · ')}`);
if (plan.notUnderstood.length > 0) console.log(`not understood: ${plan.notUnderstood.join(', ')}`);
