import { keyFacts, keyOf, type KeyFacts, type SoundKey } from './key-facts.ts';

export interface Neighbour {
  key: SoundKey;
  why: 'relative' | 'fifth up' | 'fifth down' | 'parallel';
}

const otherMode = ({ mode }: KeyFacts) => (mode === 'minor' ? 'major' : 'minor');
const above = ({ pitchClass }: KeyFacts, semitones: number): number => (pitchClass + semitones) % 12;

/** The key of the same notes in the other mode; null for Any. */
export function relativeKey(key: SoundKey): SoundKey | null {
  const facts = keyFacts(key);
  return facts && keyOf({ pitchClass: above(facts, facts.mode === 'minor' ? 3 : 9), mode: otherMode(facts) });
}

/** The keys a DJ may mix into: the relative, one step either way on the circle of fifths, and the same tonic's other mode. */
export function compatibleKeys(key: SoundKey): Neighbour[] {
  const facts = keyFacts(key);
  const relative = relativeKey(key);
  if (!facts || !relative) return [];
  const { mode, pitchClass } = facts;
  return [
    { key: relative, why: 'relative' },
    { key: keyOf({ pitchClass: above(facts, 7), mode }), why: 'fifth up' },
    { key: keyOf({ pitchClass: above(facts, 5), mode }), why: 'fifth down' },
    { key: keyOf({ pitchClass, mode: otherMode(facts) }), why: 'parallel' },
  ];
}
