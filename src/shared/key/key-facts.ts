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
  /** `D♯m`, as the wire spells it. */
  sharp: string;
  /** `E♭m`; equal to `sharp` on the white keys. */
  flat: string;
  /** Position on the Camelot wheel, `1A`–`12B`. */
  camelot: string;
  /** Degrees 0–330: place on the circle of fifths × 30. Relative minor and major share it. */
  hue: number;
}

const SHARPS = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;
const FLATS = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'] as const;
const FIFTH_STEPS = 7;

/** Facts of one key; `null` for `Any`. */
export function keyFacts(key: SoundKey): KeyFacts | null {
  if (key === 'Any') return null;
  const mode: Mode = key.endsWith('m') ? 'minor' : 'major';
  const tonic = key.replace('m', '').replace('#', '♯');
  const pitchClass = SHARPS.findIndex((name) => name === tonic);
  const suffix = mode === 'minor' ? 'm' : '';
  const relativeMajor = mode === 'minor' ? (pitchClass + 3) % 12 : pitchClass;
  const fifths = (relativeMajor * FIFTH_STEPS) % 12;
  return {
    mode,
    pitchClass,
    sharp: `${SHARPS[pitchClass]}${suffix}`,
    flat: `${FLATS[pitchClass]}${suffix}`,
    // C major stands at 8B, each fifth up is one hour further.
    camelot: `${((fifths + 7) % 12) + 1}${mode === 'minor' ? 'A' : 'B'}`,
    hue: fifths * 30,
  };
}

/** `Any`, `Am`, or both spellings where they differ: `D♯m / E♭m`. */
export function keyLabel(key: SoundKey): string {
  const facts = keyFacts(key);
  if (!facts) return 'Any';
  return facts.sharp === facts.flat ? facts.sharp : `${facts.sharp} / ${facts.flat}`;
}
