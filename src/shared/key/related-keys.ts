import { keyFacts, SOUND_KEYS, type KeyFacts, type SoundKey } from './key-facts.ts';

export interface Neighbour {
  key: SoundKey;
  why: 'relative' | 'fifth up' | 'fifth down' | 'parallel';
}

function findKey(is: (facts: KeyFacts) => boolean): SoundKey | null {
  return (
    SOUND_KEYS.find((key) => {
      const facts = keyFacts(key);
      return facts !== null && is(facts);
    }) ?? null
  );
}

/** The key of the same notes in the other mode; null for Any. */
export function relativeKey(key: SoundKey): SoundKey | null {
  const facts = keyFacts(key);
  return facts && findKey(({ hue, mode }) => hue === facts.hue && mode !== facts.mode);
}

/** The keys a DJ may mix into: the relative, one step either way on the circle of fifths, and the same tonic's other mode. */
export function compatibleKeys(key: SoundKey): Neighbour[] {
  const facts = keyFacts(key);
  if (!facts) return [];
  const fifths = (steps: number) =>
    findKey(({ hue, mode }) => hue === (facts.hue + 360 + steps * 30) % 360 && mode === facts.mode);
  const neighbours: [SoundKey | null, Neighbour['why']][] = [
    [relativeKey(key), 'relative'],
    [fifths(1), 'fifth up'],
    [fifths(-1), 'fifth down'],
    [findKey(({ pitchClass, mode }) => pitchClass === facts.pitchClass && mode !== facts.mode), 'parallel'],
  ];
  return neighbours.flatMap(([other, why]) => (other === null ? [] : [{ key: other, why }]));
}
