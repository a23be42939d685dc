import { keyFacts, keyOf, type SoundKey } from './key-facts.ts';
import { above, otherMode, relativeKey } from './relative-key.ts';

interface Neighbour {
  key: SoundKey;
  why: 'relative' | 'fifth up' | 'fifth down' | 'parallel';
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
