import { BEATS_PER_BAR } from '#shared/bpm.ts';

import type { Random } from '../random.ts';
import { chordIn, type Chord, type Colour, type Key } from './theory.ts';

/** What every musical layer of one take agrees on. */
export interface Song {
  bpm: number;
  /** Whole beats; a bar has four. */
  beats: number;
  bars: number;
  beatS: number;
  barS: number;
  key: Key;
  /** One for each bar. */
  chords: Chord[];
  colour: Colour;
  /** 0 straight … 1 triplets. */
  swing: number;
  /** Seconds of a sixteenth, swung. */
  stepS(step: number): number;
}

export const STEPS_PER_BAR = 16;

/**
 * Degrees, the tonic heard first and most: chosen by how far a listener's key profile (Krumhansl) prefers the key over its
 * neighbours. Minor keeps away from i–VI–III–VII, heard as its relative major; both from I–V alone, heard as the dominant.
 */
const PROGRESSIONS = {
  minor: {
    1: [[0]],
    2: [
      [0, 5],
      [0, 3],
    ],
    4: [
      [0, 5, 3, 0],
      [0, 3, 0, 5],
      [0, 5, 0, 3],
      [0, 0, 5, 3],
    ],
  },
  major: {
    1: [[0]],
    2: [[0, 3]],
    4: [
      [0, 3, 0, 5],
      [0, 5, 3, 0],
      [0, 0, 3, 5],
      [0, 3, 5, 0],
    ],
  },
} as const;

interface SongOptions {
  bpm: number;
  beats: number;
  key: Key;
  colour: Colour;
  swing: number;
  take: number;
  random: Random;
}

export function composeSong({ bpm, beats, key, colour, swing, take, random }: SongOptions): Song {
  const bars = Math.max(1, Math.ceil(beats / BEATS_PER_BAR));
  const beatS = 60 / bpm;
  const stepS = (step: number) => {
    const late = step % 2 === 1 ? (swing * beatS) / 12 : 0;
    return (step * beatS) / 4 + late;
  };
  const size = bars >= 4 ? 4 : bars >= 2 ? 2 : 1;
  const options: readonly (readonly number[])[] = PROGRESSIONS[key.mode][size];
  // Takes of one request walk through the list, so A and B never share a progression.
  const first = random.fork('progression').index(options.length);
  const degrees = options[(first + take) % options.length] ?? [0];
  const chords = Array.from({ length: bars }, (_, bar) =>
    chordIn(key, degrees[bar % degrees.length] ?? 0, colour),
  );
  return { bpm, beats, bars, beatS, barS: beatS * BEATS_PER_BAR, key, chords, colour, swing, stepS };
}

export function chordAt(song: Song, bar: number): Chord {
  const chord = song.chords[bar % song.chords.length];
  if (!chord) throw new RangeError('A song has at least one chord.');
  return chord;
}

/** The note a chord shares with the key's first chord: the tonic where it has it. Played in passing, it keeps the key heard. */
export const homeTone = ({ key }: Song, chord: Chord): number =>
  chord.tones.includes(key.pitchClass) ? key.pitchClass : chord.root;

/** The third on the first chord, where it tells major from minor; elsewhere it would sound like another key's tonic. */
export const colourTone = (song: Song, chord: Chord): number =>
  chord.degree === 0 ? (chord.tones[1] ?? chord.root) : homeTone(song, chord);
