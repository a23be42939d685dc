import { keyFacts, type SoundKey } from './key-facts.ts';

const SHARP_NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;
const FLAT_NAMES = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'] as const;

export type KeySpelling = 'sharp' | 'flat' | 'both';

/** The key by name: `D♯m`, `E♭m` or `D♯m / E♭m` (one name where both are the same); `Any` as it is. */
export function formatKey(key: SoundKey, spelling: KeySpelling = 'both'): string {
  const facts = keyFacts(key);
  if (!facts) return key;
  const mode = facts.mode === 'minor' ? 'm' : '';
  const sharp = `${SHARP_NAMES[facts.pitchClass]}${mode}`;
  const flat = `${FLAT_NAMES[facts.pitchClass]}${mode}`;
  if (spelling === 'both') return sharp === flat ? sharp : `${sharp} / ${flat}`;
  if (spelling === 'sharp') return sharp;
  return flat;
}
