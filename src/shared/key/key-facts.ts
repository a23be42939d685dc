/** The 25 tokens the vendor takes for `soundKey`, in its documented order: Any, 12 minors, 12 majors; sharps only. */
export const SOUND_KEYS = [
  'Any',
  ...(['Cm', 'C#m', 'Dm', 'D#m', 'Em', 'Fm', 'F#m', 'Gm', 'G#m', 'Am', 'A#m', 'Bm'] as const),
  ...(['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const),
] as const;

export type SoundKey = (typeof SOUND_KEYS)[number];
export type Mode = 'minor' | 'major';

/** What a musician knows about a key. `pitchClass` 0–11 counts semitones above C. */
export interface KeyFacts {
  mode: Mode;
  pitchClass: number;
  /** Position on the Camelot wheel, `1A`–`12B`. */
  camelot: string;
  /** Degrees 0–330: place on the circle of fifths × 30. Relative minor and major share it. */
  hue: number;
}

/** The tonics of the wire by pitch class. */
const TONICS = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
const FIFTH_STEPS = 7;

/** Facts of one key; `null` for `Any`. */
export function keyFacts(key: SoundKey): KeyFacts | null {
  if (key === 'Any') return null;
  const mode: Mode = key.endsWith('m') ? 'minor' : 'major';
  const pitchClass = TONICS.findIndex((tonic) => tonic === key.replace('m', ''));
  const relativeMajor = mode === 'minor' ? (pitchClass + 3) % 12 : pitchClass;
  const fifths = (relativeMajor * FIFTH_STEPS) % 12;
  return {
    mode,
    pitchClass,
    // C major stands at 8B, each fifth up is one hour further.
    camelot: `${((fifths + 7) % 12) + 1}${mode === 'minor' ? 'A' : 'B'}`,
    hue: fifths * 30,
  };
}

/** The key of that tonic, 0–11 semitones above C. */
export const keyOf = ({ pitchClass, mode }: Pick<KeyFacts, 'pitchClass' | 'mode'>): SoundKey =>
  `${TONICS[pitchClass] ?? 'C'}${mode === 'minor' ? 'm' : ''}`;
