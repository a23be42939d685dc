import type { Change, Params, SoundBank } from '../faust/modules.ts';
import { composeSong, type Song } from '../music/song.ts';
import type { LayerPlan } from '../prompt/choose-layers.ts';
import { isMusical, type Plan } from '../prompt/plan-sound.ts';
import { hashOf, randomOf } from '../random.ts';
import { recipeOf } from '../recipes/all-recipes.ts';
import type { Role, Stage, Syllable } from '../recipes/recipe.ts';
import {
  mixInto,
  rmsOf,
  SAMPLE_RATE,
  scale,
  sidesOf,
  silence,
  toFrames,
  fromDb,
  type Stereo,
} from '../stereo.ts';
import type { AlignedWord } from '../synth.ts';
import { addRoom, farAway, withEffect } from './reverb.ts';

export interface Rendered {
  sound: Stereo;
  words: AlignedWord[];
}

/** Room for tails behind a sound that does not loop; what stays silent is cut off. */
const TAIL_S = 4;
const CROSSFADE_S = 1.5;
const LINE_FADE = toFrames(0.006);
/** Half a millisecond into every hit, so that one on the first beat does not click behind the last. */
const ATTACK = toFrames(0.0005);

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

export function renderPlan(plan: Plan, bank: SoundBank): Rendered {
  const random = randomOf(plan.seed);
  const song = composeSong({
    ...plan,
    random: randomOf(hashOf(`${plan.bpm}/${plan.key.pitchClass}/${plan.heard.join()}`)),
  });
  const frames = toFrames(plan.seconds);
  const mix = silence(plan.loop ? frames : frames + toFrames(TAIL_S));
  const sent = silence(mix.left.length);
  const sung: { syllable: Syllable; startS: number; endS: number }[] = [];

  plan.layers.forEach((layer, n) => {
    const { role, level = 0 } = recipeOf(layer.recipe);
    const stage = createStage(
      plan,
      layer,
      song,
      bank,
      mix.left.length,
      randomOf(hashOf(`${random.seed()} ${n} ${layer.recipe}`)),
      sung,
    );
    recipeOf(layer.recipe).play(stage);
    let sound = stage.sound();
    const effect = layer.fields['effect'];
    if (effect) sound = withEffect(sound, effect, layer.knobs, plan.loop, bank);
    const target = LEVELS[role] + level + (layer.knobs.force - 0.5) * 9 - layer.knobs.far * 9;
    const loud = loudPart(sound);
    if (loud > 0) scale(sound, fromDb(target) / loud);
    const distant = farAway(sound, layer.knobs.far, plan.loop);
    mixInto(mix, distant, 0, [1, 1], false);
    const send =
      role === 'bass' || layer.recipe === 'kick'
        ? 0.04
        : role === 'bed'
          ? 0.25
          : role === 'drums'
            ? 0.16
            : 0.5;
    const amount = send + layer.knobs.far * 0.8;
    mixInto(sent, distant, 0, [amount, amount], false);
  });
  addRoom(mix, sent, plan.space, plan.loop, bank);
  if (plan.loop) {
    if (onlyBeds(plan)) {
      turn(mix, calmest(mix));
      turn(mix, smoothest(mix, toFrames(0.005), 1));
    } else turn(mix, smoothest(mix, toFrames(0.002), -1));
  }
  const sound = plan.loop ? mix : finish(mix, plan, frames);
  return { sound, words: alignWords(plan, sung) };
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

interface Sounding extends Stage {
  sound(): Stereo;
}

function createStage(
  plan: Plan,
  layer: LayerPlan,
  song: Song,
  bank: SoundBank,
  frames: number,
  random: ReturnType<typeof randomOf>,
  sung: { syllable: Syllable; startS: number; endS: number }[],
): Sounding {
  const out = silence(frames);
  const cache = new Map<string, Stereo>();
  const { far: _far, ...knobs } = layer.knobs;
  const resolve = (module: string, params: Params): [string, Params] => {
    const [name = module, kind] = module.split(':');
    if (kind === undefined) return [name, { ...knobs, ...params }];
    const index = bank.facts(name).choices.indexOf(kind);
    if (index < 0) throw new Error(`${name}.dsp has no kind "${kind}".`);
    return [name, { ...knobs, ...params, kind: index }];
  };
  const body = toFrames(plan.seconds);
  return {
    knobs: layer.knobs,
    choice: layer.choice,
    options: layer.fields,
    random,
    take: plan.take,
    seconds: plan.seconds,
    loop: plan.loop,
    fill: plan.fill && !layer.oneShot,
    onBeat: plan.timed,
    count: layer.count,
    many: layer.many,
    syllables: layer.recipe === 'choir' ? plan.syllables : [],
    song,
    bed(module, params = {}) {
      const [name, all] = resolve(module, { seed: random.seed(), dur: plan.seconds, ...params });
      const fade = Math.min(toFrames(CROSSFADE_S), Math.floor(body / 2));
      const whole = bank.run(name, all, body + (plan.loop ? fade : 0));
      if (plan.loop) joinEnds(whole, body, fade);
      else fadeEdges(whole, toFrames(0.03), Math.min(toFrames(1), Math.floor(body / 4)));
      mixInto(out, whole, 0, [1, 1], false);
    },
    hit(atS, module, params, lengthS, { gain = 1, pan = 0 } = {}) {
      const [name, all] = resolve(module, params);
      const length = Math.max(64, toFrames(lengthS));
      const id = `${name} ${length} ${JSON.stringify(all)}`;
      let sound = cache.get(id);
      if (!sound) {
        sound = bank.run(name, all, length, { untilSilent: true });
        fadeEdges(sound, ATTACK, Math.min(length >> 2, toFrames(0.02)));
        cache.set(id, sound);
      }
      // Equal power, the middle at unity.
      const angle = ((pan + 1) * Math.PI) / 4;
      mixInto(
        out,
        sound,
        toFrames(atS),
        [gain * Math.SQRT2 * Math.cos(angle), gain * Math.SQRT2 * Math.sin(angle)],
        plan.loop,
      );
    },
    line(module, params, changes) {
      const [name, all] = resolve(module, params);
      const rounded: Change[] = changes.map((change) => ({ ...change, at: Math.round(change.at) }));
      if (!plan.loop) {
        mixInto(out, bank.run(name, all, frames, { changes: rounded }), 0, [1, 1], false);
        return;
      }
      // Twice around: in the second round nothing remembers that there was a start. Then on for a moment, since the
      // oscillator is elsewhere in its cycle each time it comes round.
      const fade = Math.min(LINE_FADE, body);
      const around = [0, 1, 2].flatMap((round) =>
        rounded.map((change) => ({ ...change, at: change.at + round * body })),
      );
      const played = bank.run(name, all, body * 2 + fade, { changes: around });
      const second = { left: played.left.subarray(body), right: played.right.subarray(body) };
      joinEnds(second, body, fade);
      mixInto(out, second, 0, [1, 1], false);
    },
    sing(syllable, startS, endS) {
      sung.push({ syllable, startS, endS });
    },
    sound: () => out,
  };
}

/** What sounds behind the end is faded into the start, with equal power. The array keeps its spare frames. */
export function joinEnds(sound: Stereo, body: number, fade: number): void {
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < fade; i++) {
      const angle = ((i + 0.5) / fade) * (Math.PI / 2);
      side[i] = (side[i] ?? 0) * Math.sin(angle) + (side[body + i] ?? 0) * Math.cos(angle);
      side[body + i] = 0;
    }
  }
}

function fadeEdges(sound: Stereo, fadeIn: number, fadeOut: number): void {
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < fadeIn; i++) side[i] = ((side[i] ?? 0) * i) / fadeIn;
    for (let i = 0; i < fadeOut; i++) {
      const at = side.length - 1 - i;
      side[at] = ((side[at] ?? 0) * i) / fadeOut;
    }
  }
}

const onlyBeds = (plan: Plan): boolean =>
  plan.layers.every((layer) => recipeOf(layer.recipe).role === 'bed' && !isMusical(layer));

const NEAR_CUT = toFrames(0.03);
const SEARCH_S = 1;

/**
 * A ring without beats may be cut anywhere: not beside a spark, which the MP3 codec smears differently at the end and at
 * the start. The place within the first second whose surroundings hold the smallest steps.
 */
function calmest(ring: Stereo): number {
  const frames = ring.left.length;
  const cells = Math.floor(Math.min(frames, toFrames(SEARCH_S)) / NEAR_CUT);
  const steepest = (cell: number) => {
    let most = 0;
    for (const side of sidesOf(ring)) {
      for (let i = 0; i < NEAR_CUT; i++) {
        const at = (cell * NEAR_CUT + i + frames) % frames;
        most = Math.max(most, Math.abs((side[at] ?? 0) - (side[(at + frames - 1) % frames] ?? 0)));
      }
    }
    return most;
  };
  const steps = Array.from({ length: cells + 1 }, (_, n) => steepest(n - 1));
  let best = 0;
  for (let n = 1; n < cells; n++) {
    const around = (cell: number) => Math.max(steps[cell] ?? 0, steps[cell + 1] ?? 0);
    if (around(n) < around(best)) best = n;
  }
  return best * NEAR_CUT;
}

/**
 * Where to cut the ring, so that no spark and no edge of a sawtooth is divided: the first place without a step to speak of,
 * going `way` by `reach` at most. Beats are cut only a hair ahead of the first.
 */
function smoothest(ring: Stereo, reach: number, way: 1 | -1): number {
  const frames = ring.left.length;
  const steps = sidesOf(ring).map((side) => {
    const at = (i: number) => side[((i % frames) + frames) % frames] ?? 0;
    const step = (i: number) => Math.abs(at(i) - at(i - 1));
    let power = 0;
    for (let i = -LOCAL; i <= LOCAL; i++) power += step(i) ** 2;
    return { step, usual: Math.sqrt(power / (2 * LOCAL + 1)) + 1e-9 };
  });
  let best = 0;
  let smallest = Infinity;
  for (let n = 0; n < Math.min(frames, reach) && smallest > SMOOTH; n++) {
    const ratio = Math.max(...steps.map(({ step, usual }) => step(n * way) / usual));
    if (ratio < smallest) [best, smallest] = [n * way, ratio];
  }
  return best;
}

const LOCAL = toFrames(0.01);
const SMOOTH = 0.5;

/** The ring starts at frame `by` from now on. */
function turn(ring: Stereo, by: number): void {
  const frames = ring.left.length;
  if (by === 0) return;
  const from = ((by % frames) + frames) % frames;
  for (const side of sidesOf(ring)) {
    const whole = side.slice();
    side.set(whole.subarray(from));
    side.set(whole.subarray(0, from), frames - from);
  }
}

const INAUDIBLE = fromDb(-62);

/** Cuts the silence behind the last tail, and fades the cut. */
function finish(mix: Stereo, plan: Plan, frames: number): Stereo {
  let peak = 0;
  for (const side of sidesOf(mix)) for (const sample of side) peak = Math.max(peak, Math.abs(sample));
  let last = mix.left.length - 1;
  const quiet = peak * INAUDIBLE;
  while (last > 0 && Math.abs(mix.left[last] ?? 0) < quiet && Math.abs(mix.right[last] ?? 0) < quiet) last--;
  const bedsOnly = onlyBeds(plan);
  const wanted = bedsOnly ? frames : Math.min(mix.left.length, last + toFrames(0.05));
  const length = Math.max(toFrames(0.12), wanted);
  const sound = { left: mix.left.slice(0, length), right: mix.right.slice(0, length) };
  fadeEdges(sound, toFrames(0.001), Math.min(toFrames(bedsOnly ? 0.8 : 0.4), length >> 2));
  return sound;
}

function alignWords(plan: Plan, sung: { syllable: Syllable; startS: number; endS: number }[]): AlignedWord[] {
  return plan.words.flatMap((word, n) => {
    const parts = sung.filter(({ syllable }) => syllable.word === n);
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return [];
    const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
    return [{ word, startS: round(first.startS), endS: round(last.endS) }];
  });
}

export const secondsOf = (sound: Stereo): number => sound.left.length / SAMPLE_RATE;
