import { BEATS_PER_BAR } from '#shared/bpm.ts';
import { keyFacts } from '#shared/key/key-facts.ts';

import type { Colour, Key } from '../music/theory.ts';
import { hashOf, randomOf, type Random } from '../random.ts';
import { recipeOf } from '../recipes/all-recipes.ts';
import type { Knobs, Syllable } from '../recipes/recipe.ts';
import type { SoundJob } from '../synth.ts';
import { chooseLayers, type Arrangement } from './choose-layers.ts';
import type { LayerPlan, Space } from './layer-plan.ts';
import { normalise } from './lexicon/look-up-phrase.ts';
import { parsePrompt } from './parse-prompt.ts';
import type { Figures } from './prompt-item.ts';
import { lyricsOf, syllablesOf } from './sung-lyrics.ts';

/** One take, decided in full: plain data, the renderer adds nothing of its own. */
export interface Plan {
  layers: LayerPlan[];
  space: Space;
  /** The tempo everything keeps, and whether it is understood or was asked for. */
  bpm: number;
  timed: boolean;
  beats: number;
  /** Length of the loop, or of the sound without its tail. */
  seconds: number;
  /** That length was asked for: nothing rings on behind it. */
  cutsTail: boolean;
  loop: boolean;
  /** The length is to be filled; else the sound lasts as long as its events. */
  fill: boolean;
  key: Key;
  pitched: boolean;
  colour: Colour;
  swing: number;
  seed: number;
  take: number;
  words: string[];
  syllables: Syllable[];
  understood: string[];
  notUnderstood: string[];
}

const LONGEST_S = 60;
const AMBIENCE_S = 8;
/** A loop of whole bars should last about this long. */
const LOOP_S = [4, 16] as const;

export function planSound(job: SoundJob): Plan {
  const { take, ...request } = job;
  const base = randomOf(hashOf(JSON.stringify(request)));
  const random = base.fork(`take ${take}`);
  const parsed = parsePrompt(job.prompt);
  const words =
    job.grabLyrics || /\b(sing|sung|choir|vocal|voice|chant)/iu.test(job.prompt)
      ? lyricsOf(job.prompt, parsed.quoted)
      : [];
  const arrangement = chooseLayers(parsed, words.length > 0, job.soundLoop, base);
  const { figures } = parsed;

  const bpmAsked = job.soundTempo ?? figures.bpm;
  const musical = arrangement.layers.some(isMusical) || arrangement.genre !== null;
  const beat = arrangement.layers.some((layer) => recipeOf(layer.recipe).beat === true);
  const timed = bpmAsked !== null || musical || beat;
  const bpm = bpmAsked ?? chooseBpm(arrangement, base);
  const syllables = syllablesOf(words);
  const { beats, seconds, cutsTail, fill } = chooseLength({
    job,
    figures,
    arrangement,
    bpm,
    timed,
    musical,
    syllables: syllables.length,
  });
  const genre = arrangement.genre;
  const sung = new Set(words.map(normalise));
  return {
    layers: arrangement.layers.map((layer) => ({ ...layer, knobs: vary(layer.knobs, take, random) })),
    space: arrangement.space ?? defaultSpace(arrangement.layers, musical),
    bpm,
    timed,
    beats,
    seconds,
    cutsTail,
    loop: job.soundLoop,
    fill,
    key: keyFacts(job.soundKey) ?? figures.key ?? chooseKey(arrangement, base),
    pitched: arrangement.layers.some((layer) => recipeOf(layer.recipe).pitched === true),
    colour: genre?.colour ?? 'triad',
    swing: arrangement.swing ? 0.6 : (genre?.swing ?? 0),
    seed: random.seed(),
    take,
    words,
    syllables,
    understood: arrangement.understood,
    notUnderstood: arrangement.notUnderstood.filter((word) => !sung.has(word)),
  };
}

/** Instruments make music even when nobody said so; a gong or a single drum does not. */
export function isMusical(layer: LayerPlan): boolean {
  const { role } = recipeOf(layer.recipe);
  if (layer.oneShot || (layer.recipe === 'bell' && (layer.choice === 'church' || layer.choice === 'bowl')))
    return false;
  if (role === 'drums') return layer.recipe === 'drums' || layer.recipe === 'fill' || layer.many;
  return role === 'bass' || role === 'chords' || role === 'lead';
}

/** Takes of one request lean to opposite sides, so that A and B are understood apart. */
function vary(knobs: Knobs, take: number, random: Random): Knobs {
  const lean = take % 2 === 1 ? -1 : 1;
  const change = (value: number, amount: number) =>
    Math.max(0, Math.min(1, value + amount * random.between(0.6, 1)));
  return {
    ...knobs,
    tone: change(knobs.tone, 0.1 * lean),
    density: change(knobs.density, 0.1 * -lean),
    size: change(knobs.size, 0.08 * lean),
    pace: change(knobs.pace, 0.06 * -lean),
  };
}

function chooseBpm({ genre, pace, mood }: Arrangement, random: Random): number {
  const [low, high] =
    genre?.bpm ?? (mood === 'sad' || mood === 'calm' ? [68, 84] : mood === 'happy' ? [112, 126] : [92, 116]);
  const bpm = random.fork('bpm').between(low, high) * 2 ** ((pace - 0.5) * (genre ? 0.5 : 1.3));
  return Math.max(40, Math.min(200, Math.round(bpm)));
}

function chooseKey({ genre, mood }: Arrangement, random: Random): Key {
  const chance = random.fork('key');
  const pitchClass = chance.index(12);
  const likelyMinor = genre?.mode ? genre.mode === 'minor' : chance.chance(0.6);
  const minor = mood === 'sad' || mood === 'dark' || (mood !== 'happy' && likelyMinor);
  return { pitchClass, mode: minor ? 'minor' : 'major' };
}

interface LengthQuestion {
  job: SoundJob;
  figures: Figures;
  arrangement: Arrangement;
  bpm: number;
  timed: boolean;
  musical: boolean;
  syllables: number;
}

function chooseLength({ job, figures, arrangement, bpm, timed, musical, syllables }: LengthQuestion) {
  const beds = arrangement.layers.some((layer) => recipeOf(layer.recipe).role === 'bed');
  const fill = job.soundLoop || musical || beds || figures.bars !== null || syllables > 0;
  const alone = Math.max(...arrangement.layers.map((layer) => recipeOf(layer.recipe).seconds ?? 4));
  const usual = fill ? AMBIENCE_S : alone;
  const asked = figures.seconds === null ? null : Math.min(LONGEST_S, Math.max(0.25, figures.seconds));
  const many = arrangement.layers.some((layer) => layer.many && layer.count === null);
  // A chime "of 0.3 seconds" is no bar of music.
  const isBrief = asked !== null && !job.soundLoop && (asked * bpm) / 60 < BEATS_PER_BAR;
  if (figures.bars === null && (!timed || isBrief)) {
    return {
      beats: Math.max(1, Math.round(((asked ?? usual) * bpm) / 60)),
      seconds: asked ?? usual,
      cutsTail: asked !== null && !job.soundLoop,
      fill: fill || (asked !== null && many),
    };
  }
  const beatS = 60 / bpm;
  const beats = figures.bars === null ? beatsFor(asked, beatS, syllables) : figures.bars * BEATS_PER_BAR;
  const most = Math.max(1, Math.floor(LONGEST_S / beatS + 1e-9));
  const kept = Math.min(beats, most);
  return { beats: kept, seconds: kept * beatS, cutsTail: false, fill: fill || (asked !== null && many) };
}

/** 1, 2, 4 or 8 bars; whole beats where a bar would be longer than the longest sound. */
function beatsFor(asked: number | null, beatS: number, syllables: number): number {
  const barS = beatS * BEATS_PER_BAR;
  if (asked !== null) return Math.max(1, Math.round(asked / barS)) * BEATS_PER_BAR;
  const needed = Math.max(LOOP_S[0], Math.min(LONGEST_S, syllables * Math.min(beatS, 0.6)));
  const bars = [4, 2, 8, 1].find(
    (count) => count * barS >= needed - 1e-9 && count * barS <= Math.max(needed, LOOP_S[1]) + 1e-9,
  );
  if (bars !== undefined) return bars * BEATS_PER_BAR;
  return barS > LOOP_S[1] ? BEATS_PER_BAR : 8 * BEATS_PER_BAR;
}

function defaultSpace(layers: readonly LayerPlan[], musical: boolean): Space {
  if (musical) return 'hall';
  const beds = layers.every((layer) => recipeOf(layer.recipe).role === 'bed');
  if (layers.some((layer) => layer.knobs.far > 0.4 || layer.recipe === 'thunder' || layer.recipe === 'birds'))
    return 'outdoor';
  return beds ? 'none' : 'room';
}
