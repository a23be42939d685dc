import { keyFacts, keyOf, type KeyFacts, type SoundKey } from './key-facts.ts';

export const otherMode = ({ mode }: KeyFacts) => (mode === 'minor' ? 'major' : 'minor');
export const above = ({ pitchClass }: KeyFacts, semitones: number): number => (pitchClass + semitones) % 12;

/** The key of the same notes in the other mode; null for Any. */
export function relativeKey(key: SoundKey): SoundKey | null {
  const facts = keyFacts(key);
  return facts && keyOf({ pitchClass: above(facts, facts.mode === 'minor' ? 3 : 9), mode: otherMode(facts) });
}
