import type { Mode } from '#shared/key/key-facts.ts';

export interface Key {
  pitchClass: number;
  mode: Mode;
}

/** What a chord is made of besides its root. */
export type Colour = 'triad' | 'seventh' | 'ninth' | 'power';

export interface Chord {
  /** Scale degree of the root, 0–6. */
  degree: number;
  /** MIDI-style pitch class of the root. */
  root: number;
  /** Pitch classes, root first. */
  tones: number[];
}

const SCALES: Record<Mode, readonly number[]> = {
  minor: [0, 2, 3, 5, 7, 8, 10],
  major: [0, 2, 4, 5, 7, 9, 11],
};

/** Pitch classes of the key's scale, tonic first. */
export const scaleOfKey = ({ pitchClass, mode }: Key): number[] =>
  SCALES[mode].map((semitone) => (semitone + pitchClass) % 12);

/** Which degrees of the scale, counted from a chord's root, are in it. */
const STACKS: Record<Colour, readonly number[]> = {
  triad: [0, 2, 4],
  seventh: [0, 2, 4, 6],
  ninth: [0, 2, 4, 8],
  power: [0, 4],
};

/** Sevenths only where they are soft, ninths where they are a whole tone: else the plain triad. */
const PLAIN: Record<Colour, Record<Mode, readonly number[]>> = {
  triad: { minor: [], major: [] },
  seventh: { minor: [], major: [] },
  ninth: { minor: [1, 4, 6], major: [2, 4, 6] },
  power: { minor: [1], major: [6] },
};

export function chordIn(key: Key, degree: number, colour: Colour): Chord {
  const scale = scaleOfKey(key);
  const stack = PLAIN[colour][key.mode].includes(degree) ? STACKS.triad : STACKS[colour];
  const tones = stack.map((step) => scale[(degree + step) % 7] ?? key.pitchClass);
  return { degree, root: tones[0] ?? key.pitchClass, tones };
}

export const hertz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);
/** Its inverse, in parts of a semitone. */
export const midiOf = (hz: number): number => 69 + 12 * Math.log2(hz / 440);

/** The note of pitch class `pitchClass` nearest to `around`. */
export function nearest(pitchClass: number, around: number): number {
  const below = around - ((((around - pitchClass) % 12) + 12) % 12);
  return around - below <= 6 ? below : below + 12;
}

/** The chord's tones near `centre`, moving as little as may be from the voicing before. */
export function voiceChord(chord: Chord, centre: number, before: number[] = []): number[] {
  const middle = before.length > 0 ? before.reduce((sum, note) => sum + note, 0) / before.length : centre;
  // Drawn half-way back to the centre, so that a long progression does not wander off.
  const around = Math.round((middle + centre) / 2);
  const notes = chord.tones.map((tone) => nearest(tone, around));
  return [...new Set(notes)].sort((a, b) => a - b);
}
