import { fromDb, samplePeak } from '../../audio/pcm.ts';
import type { FaustModules } from '../faust/modules.ts';
import { composeSong } from '../music/song.ts';
import type { LayerPlan } from '../prompt/layer-plan.ts';
import { isMusical, type Plan } from '../prompt/plan-sound.ts';
import { hashOf, randomOf } from '../random.ts';
import { recipeOf } from '../recipes/all-recipes.ts';
import type { Role } from '../recipes/recipe.ts';
import { mixInto, sidesOf, rmsOf, SAMPLE_RATE, scale, silence, toFrames, type Stereo } from '../stereo.ts';
import type { AlignedWord } from '../synth.ts';
import { TIMED_EFFECTS } from './effects.ts';
import { fadeEdges } from './fades.ts';
import { createLayer, type SungSyllable } from './layer-sound.ts';
import { placeCut } from './loop-cut.ts';
import { addRoom, farAway, withEffect } from './reverb.ts';

export interface Rendered {
  sound: Stereo;
  words: AlignedWord[];
}

/** Room for tails behind a sound that does not loop; what stays silent is cut off. */
const TAIL_S = 4;

/** Loudness of the loud parts of a layer, by role, dB RMS. */
const LEVELS: Record<Role, number> = {
  bed: -25,
  event: -18,
  drums: -15.5,
  bass: -19,
  chords: -22,
  lead: -21,
  fx: -18,
};

/** Share of a layer that the room hears, by role. */
const SENDS: Record<Role, number> = {
  bed: 0.25,
  event: 0.5,
  drums: 0.16,
  bass: 0.04,
  chords: 0.5,
  lead: 0.5,
  fx: 0.5,
};
const KICK_SEND = 0.04;

export function renderPlan(plan: Plan, modules: FaustModules): Rendered {
  const random = randomOf(plan.seed);
  const song = composeSong({
    ...plan,
    random: randomOf(hashOf(`${plan.bpm}/${plan.key.pitchClass}/${plan.understood.join()}`)),
  });
  const bodyFrames = toFrames(plan.seconds);
  const frames = plan.loop ? bodyFrames : bodyFrames + toFrames(TAIL_S);
  const mix = silence(frames);
  const sent = silence(frames);
  const sung: SungSyllable[] = [];

  plan.layers.forEach((layerPlan, n) => {
    const { layer, sound } = createLayer({
      plan,
      layer: layerPlan,
      song,
      modules,
      frames,
      random: randomOf(hashOf(`${random.seed()} ${n} ${layerPlan.recipe}`)),
      onSung: (syllable) => sung.push(syllable),
    });
    recipeOf(layerPlan.recipe).play(layer);
    const placed = placeLayer(sound, layerPlan, plan, modules);
    mixInto(mix, placed, 0, [1, 1], false);
    const { role } = recipeOf(layerPlan.recipe);
    const send = (layerPlan.recipe === 'kick' ? KICK_SEND : SENDS[role]) + layerPlan.knobs.far * 0.8;
    mixInto(sent, placed, 0, [send, send], false);
  });
  addRoom(mix, sent, plan.space, plan.loop, modules);
  if (plan.loop) placeCut(mix, !isOnlyBeds(plan));
  return { sound: plan.loop ? mix : cutTail(mix, plan, bodyFrames), words: alignWords(plan, sung) };
}

/** The layer with its effect, at its level and its distance. */
function placeLayer(
  played: Stereo,
  { recipe, knobs, fields }: LayerPlan,
  plan: Plan,
  modules: FaustModules,
): Stereo {
  const { role, level = 0 } = recipeOf(recipe);
  const effect = fields['effect'];
  const timed = effect === undefined ? undefined : TIMED_EFFECTS[effect];
  const sound = timed
    ? timed(played, plan)
    : effect
      ? withEffect(played, effect, knobs, plan.loop, modules)
      : played;
  const target = LEVELS[role] + level + (knobs.force - 0.5) * 9 - knobs.far * 9;
  const loud = loudPart(sound);
  if (loud > 0) scale(sound, fromDb(target) / loud);
  return farAway(sound, knobs.far, plan.loop);
}

/** RMS of the loudest tenth of 100 ms windows: what a listener calls the level of a sound with pauses. */
function loudPart(sound: Stereo): number {
  const window = toFrames(0.1);
  const levels: number[] = [];
  for (let at = 0; at < sound.left.length; at += window) {
    levels.push(
      rmsOf({ left: sound.left.subarray(at, at + window), right: sound.right.subarray(at, at + window) }),
    );
  }
  levels.sort((a, b) => b - a);
  const top = levels.slice(0, Math.max(1, Math.round(levels.length / 10)));
  return Math.sqrt(top.reduce((sum, level) => sum + level * level, 0) / top.length);
}

const isOnlyBeds = (plan: Plan): boolean =>
  plan.layers.every((layer) => recipeOf(layer.recipe).role === 'bed' && !isMusical(layer));

const INAUDIBLE = fromDb(-62);

/** Cuts the silence behind the last tail, and fades the cut. */
function cutTail(mix: Stereo, plan: Plan, bodyFrames: number): Stereo {
  const quiet = samplePeak(sidesOf(mix)) * INAUDIBLE;
  let last = mix.left.length - 1;
  while (last > 0 && Math.abs(mix.left[last] ?? 0) < quiet && Math.abs(mix.right[last] ?? 0) < quiet) last--;
  const bedsOnly = isOnlyBeds(plan);
  const heard = bedsOnly ? bodyFrames : Math.min(mix.left.length, last + toFrames(0.05));
  const wanted = plan.cutsTail ? Math.min(heard, bodyFrames) : heard;
  const length = Math.max(toFrames(0.12), wanted);
  const sound = { left: mix.left.slice(0, length), right: mix.right.slice(0, length) };
  fadeEdges(sound, toFrames(0.001), Math.min(toFrames(bedsOnly ? 0.8 : 0.4), length >> 2));
  return sound;
}

function alignWords(plan: Plan, sung: readonly SungSyllable[]): AlignedWord[] {
  return plan.words.flatMap((word, n) => {
    const parts = sung.filter(({ syllable }) => syllable.word === n);
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return [];
    const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
    return [{ word, startS: round(first.startS), endS: round(last.endS) }];
  });
}

export const secondsOf = (sound: Stereo): number => sound.left.length / SAMPLE_RATE;
