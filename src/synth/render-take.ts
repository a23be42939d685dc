import { keyOf } from '#shared/key/key-facts.ts';

import type { Mp3Encoder } from '../audio/encode/encode-mp3.ts';
import { writeWav } from '../audio/encode/encode-wav.ts';
import { samplePeak } from '../audio/pcm.ts';
import type { FaustModules } from './faust/modules.ts';
import { master } from './master/master.ts';
import { renderPlan, secondsOf, type Rendered } from './mix/render-layers.ts';
import { planSound, type Plan } from './prompt/plan-sound.ts';
import { pcmOf, sidesOf, type Stereo } from './stereo.ts';
import type { RenderedSound, SoundJob } from './synth.ts';

/** Prompt in, finished sound out; the same job gives the same bytes. */
export type TakeRenderer = (job: SoundJob) => RenderedSound;

const PEAKS = 200;
const TITLE_LENGTH = 60;

export function createTakeRenderer(modules: FaustModules, mp3: Mp3Encoder): TakeRenderer {
  return (job) => {
    const plan = planSound(job);
    const { sound, words } = renderMastered(plan, modules);
    return {
      mp3: mp3.encode(pcmOf(sound), plan.loop),
      ...(job.format === 'wav' && { wav: writeWav(pcmOf(sound), { bits: 16 }) }),
      durationS: secondsOf(sound),
      title: titleOf(job.prompt),
      tags: tagsOf(plan),
      understood: plan.understood,
      notUnderstood: plan.notUnderstood,
      bpm: plan.timed ? plan.bpm : null,
      key: plan.pitched ? keyOf(plan.key) : null,
      waveform: peaksOf(sound, PEAKS),
      words,
    };
  };
}

/** Rendered and mastered, not yet encoded. */
export function renderMastered(plan: Plan, modules: FaustModules): Rendered {
  const rendered = renderPlan(plan, modules);
  master(rendered.sound, plan.loop);
  return rendered;
}

export function peaksOf(sound: Stereo, count: number): number[] {
  const frames = sound.left.length;
  return Array.from({ length: count }, (_, n) => {
    const from = Math.floor((n * frames) / count);
    const to = Math.max(from + 1, Math.floor(((n + 1) * frames) / count));
    const peak = samplePeak(sidesOf(sound).map((side) => side.subarray(from, to)));
    return Math.round(peak * 1000) / 1000;
  });
}

function titleOf(prompt: string): string {
  const text = prompt
    .replaceAll(/\[[^\]]*\]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(text || 'Untitled');
  const short =
    characters.length > TITLE_LENGTH
      ? `${characters
          .slice(0, TITLE_LENGTH - 1)
          .join('')
          .replace(/\s+\S*$/u, '')}…`
      : characters.join('');
  return short.charAt(0).toUpperCase() + short.slice(1);
}

const tagsOf = (plan: Plan): string[] => [
  ...new Set(
    plan.layers.flatMap((layer) => [layer.recipe, ...(layer.fields['style'] ? [layer.fields['style']] : [])]),
  ),
];
