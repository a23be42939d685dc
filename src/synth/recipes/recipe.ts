import type { Change, Params } from '../faust/modules.ts';
import type { Song } from '../music/song.ts';
import type { Random } from '../random.ts';

/** How a sound is, each 0–1; words move them by tenths. */
export interface Knobs {
  force: number;
  tone: number;
  pace: number;
  size: number;
  density: number;
  grit: number;
  /** 0 at the ear … 1 on the horizon. */
  far: number;
}

export type Role = 'bed' | 'event' | 'drums' | 'bass' | 'chords' | 'lead' | 'fx';

/** What a recipe plays on: one layer of one take. */
export interface Layer {
  knobs: Knobs;
  /** The kind asked for: `808`, `gravel`, `tin` …, or the recipe's first. */
  choice: string;
  /** Free words of the layer: kit, skank … */
  options: Record<string, string>;
  random: Random;
  take: number;
  /** Length of the whole sound. */
  seconds: number;
  loop: boolean;
  /** The length was set by other layers, by a loop or by the prompt: fill it. */
  fill: boolean;
  /** Events follow the beat grid. */
  onBeat: boolean;
  /** Asked for by number: three knocks. */
  count: number | null;
  /** Said in the plural, or as something that goes on: knocking. */
  many: boolean;
  /** Sung words; empty when none. */
  syllables: Syllable[];
  song: Song;
  /** Continuous, from start to end; loops are joined smoothly. */
  bed(module: string, params?: Params): void;
  /** One sound at a time; its tail runs on, around the end of a loop. */
  hit(atS: number, module: string, params: Params, lengthS: number, place?: Place): void;
  /** One voice whose parameters change as it runs. */
  line(module: string, params: Params, changes: Change[]): void;
  /** Tells when a syllable is sung. */
  sing(syllable: Syllable, startS: number, endS: number): void;
}

export interface Place {
  gain?: number;
  /** −1 left … 1 right. */
  pan?: number;
}

export interface Syllable {
  /** Which word of the lyrics it belongs to. */
  word: number;
  text: string;
  vowel: number;
  hard: number;
}

export interface Recipe {
  role: Role;
  /** Decibels beside others of its role. */
  level?: number;
  /** Length when it stands alone; events without one last as long as they ring. */
  seconds?: number;
  /** Kinds that words may choose, the first is the usual one. */
  choices?: readonly string[];
  /** Follows the key. */
  pitched?: boolean;
  /** Keeps time: gets a tempo and whole bars even when nobody asked. */
  beat?: boolean;
  play(layer: Layer): void;
}

/** Straight between two numbers, and in equal ratios. */
export const lerp = (low: number, high: number, x: number): number => low + (high - low) * x;
export const expo = (low: number, high: number, x: number): number => low * (high / low) ** x;

/**
 * When events happen. By number if asked; else filling the length about every `everyS`; else once, or `many` times.
 * On a beat grid the times are whole sixteenths of whole fractions of a beat.
 */
export function eventTimes(layer: Layer, everyS: number, looseness: number, several = 4): number[] {
  const { song, seconds, random } = layer;
  const gapS = layer.onBeat ? gridGap(everyS, song.beatS) : everyS;
  const jitter = layer.onBeat ? 0 : looseness;
  let count = layer.count ?? (layer.many ? several : 1);
  if (layer.fill && layer.count === null) count = Math.max(1, Math.round(seconds / gapS));
  const first = layer.fill && !layer.onBeat && !layer.loop && count > 1 ? gapS * 0.3 * random.next() : 0;
  return Array.from({ length: count }, (_, n) =>
    Math.max(0, first + n * gapS + (n === 0 ? 0 : gapS * jitter * random.between(-0.5, 0.5))),
  ).filter((at) => !layer.fill || at < seconds - (layer.loop ? 0 : 0.05));
}

function gridGap(everyS: number, beatS: number): number {
  const choices = [0.25, 0.5, 1, 2, 4, 8].map((beats) => beats * beatS);
  return choices.reduce((best, gap) =>
    Math.abs(Math.log(gap / everyS)) < Math.abs(Math.log(best / everyS)) ? gap : best,
  );
}
