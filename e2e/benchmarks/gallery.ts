import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

import { samplePeak } from '../../src/audio/pcm.ts';
import { truePeak } from '../../src/audio/true-peak.ts';
import { buildInstruments } from '../../src/build/build-instruments.ts';
import { openModules, openMp3 } from '../../src/cli/open-synth.ts';
import { loudnessOf } from '../../src/synth/master/master.ts';
import { planSound } from '../../src/synth/prompt/plan-sound.ts';
import { peaksOf, renderMastered } from '../../src/synth/render-take.ts';
import { pcmOf, sidesOf, type Stereo } from '../../src/synth/stereo.ts';
import { detectKey } from '../../src/testing/detectors/detect-key.ts';
import { detectTempo } from '../../src/testing/detectors/detect-tempo.ts';
import { measure } from '../../src/testing/detectors/measure-sound.ts';
import { monoOf, spectrogram } from '../../src/testing/detectors/spectrogram.ts';
import { pngOf } from '../../src/testing/png.ts';
import { GALLERY } from './gallery-prompts.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'build/gallery.html' },
    only: { type: 'string' },
    take: { type: 'string', default: '1' },
  },
});

await buildInstruments();
const modules = openModules();
const mp3 = await openMp3();
const cards: string[] = [];
const shown = GALLERY.filter(({ prompt }) => values.only === undefined || prompt.includes(values.only));

for (const { prompt, loop, bpm } of shown) {
  const plan = planSound({
    prompt,
    soundLoop: loop,
    soundTempo: bpm ?? null,
    soundKey: 'Any',
    grabLyrics: false,
    take: Number(values.take),
  });
  const started = process.cpuUsage();
  const { sound } = renderMastered(plan, modules);
  const { user, system } = process.cpuUsage(started);
  const speed = sound.left.length / 44_100 / ((user + system) / 1e6);
  const found = measure(sound);
  const facts: [string, string][] = [
    ['s', found.seconds.toFixed(2)],
    ['LUFS', loudnessOf(sound, loop).toFixed(1)],
    ['dBTP', (20 * Math.log10(truePeak(sidesOf(sound)))).toFixed(1)],
    ['crest', found.crestDb.toFixed(1)],
    ['centroid', found.centroid.toFixed(0)],
    ['flat', found.flatness.toFixed(3)],
    ['L/R', found.correlation.toFixed(2)],
    ['seam', loop ? found.seam.toFixed(2) : '–'],
    [
      'bpm',
      plan.timed ? `${plan.bpm}→${detectTempo(monoOf(sound.left, sound.right), 44_100).bpm.toFixed(1)}` : '–',
    ],
    [
      'key',
      plan.pitched ? `${keyOf(plan.key)}→${detectKey(monoOf(sound.left, sound.right), 44_100).key}` : '–',
    ],
    ['×RT', speed.toFixed(0)],
  ];
  console.log(
    prompt.padEnd(40),
    facts.map(([name, value]) => `${name} ${value}`).join('  '),
    samplePeak(sidesOf(sound)) > 0 ? '' : 'SILENT',
  );
  cards.push(card(prompt, plan.understood, sound, loop, facts, mp3.encode(pcmOf(sound), loop)));
}

mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, page(cards));
console.log(`${values.out}: ${cards.length} sounds`);

function keyOf({ pitchClass, mode }: { pitchClass: number; mode: string }): string {
  return `${['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'][pitchClass] ?? ''}${mode === 'minor' ? 'm' : ''}`;
}

/** Time across, frequency up on a logarithmic scale 40 Hz – 16 kHz, 75 dB from black to white. */
function picture(sound: Stereo): Buffer {
  const [width, height] = [300, 120];
  const frames = spectrogram(
    monoOf(sound.left, sound.right),
    2048,
    Math.max(64, Math.ceil(sound.left.length / width)),
  );
  const top = Math.max(...frames.map((frame) => frame.reduce((most, level) => Math.max(most, level), 1e-9)));
  return pngOf(width, height, (x, y) => {
    const hertz = 40 * 400 ** (1 - y / height);
    const level = frames[Math.min(x, frames.length - 1)]?.[Math.round((hertz * 2048) / 44_100)] ?? 0;
    const shade = Math.max(0, 1 + (20 * Math.log10(level / top + 1e-9)) / 75);
    return [
      255 * shade ** 0.8,
      255 * shade ** 1.8,
      160 * Math.sin(shade * Math.PI) ** 2 + 95 * shade ** 4,
    ].map(Math.round) as [number, number, number];
  });
}

function card(
  prompt: string,
  heard: string[],
  sound: Stereo,
  loop: boolean,
  facts: [string, string][],
  audio: Uint8Array,
): string {
  const wave = peaksOf(sound, 300)
    .map((peak, x) => `M${x} ${20 - peak * 20}V${20 + peak * 20}`)
    .join('');
  return `<article><h2>${escape(prompt)}</h2><p>${escape(heard.join(' · '))}</p>
<img width="300" height="120" alt="" src="data:image/png;base64,${picture(sound).toString('base64')}">
<svg width="300" height="40" stroke="currentColor"><path d="${wave}"/></svg>
<audio controls ${loop ? 'loop' : ''} preload="none" src="data:audio/mpeg;base64,${Buffer.from(audio).toString('base64')}"></audio>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></article>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function page(cards: string[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sound gallery</title><style>
body{font:13px system-ui;margin:16px;background:#15171a;color:#d8dade;display:grid;grid-template-columns:repeat(auto-fill,300px);gap:16px}
h2{font-size:14px;margin:0}p{margin:0;opacity:.6;height:1.3em;overflow:hidden}audio{width:300px;height:32px}
dl{display:flex;flex-wrap:wrap;gap:2px 10px;margin:4px 0}dl div{display:flex;gap:4px}dt{opacity:.6}dd{margin:0;font-variant-numeric:tabular-nums}
</style>${cards.join('\n')}</html>`;
}
