import { keyFacts, SOUND_KEYS, type SoundKey } from './key-facts.ts';

export interface Neighbour {
  key: SoundKey;
  why: 'relative' | 'fifth up' | 'fifth down' | 'parallel';
}

/** The keys a DJ may mix into: the other mode of the same notes, one step either way on the wheel, and the same tonic's other mode. */
export function compatibleKeys(key: SoundKey): Neighbour[] {
  const facts = keyFacts(key);
  if (!facts) return [];
  const find = (is: (other: NonNullable<ReturnType<typeof keyFacts>>) => boolean) =>
    SOUND_KEYS.find((other) => {
      const otherFacts = keyFacts(other);
      return otherFacts !== null && is(otherFacts);
    });
  const { hue, mode, pitchClass } = facts;
  const neighbours: [SoundKey | undefined, Neighbour['why']][] = [
    [find((other) => other.hue === hue && other.mode !== mode), 'relative'],
    [find((other) => other.hue === (hue + 30) % 360 && other.mode === mode), 'fifth up'],
    [find((other) => other.hue === (hue + 330) % 360 && other.mode === mode), 'fifth down'],
    [find((other) => other.pitchClass === pitchClass && other.mode !== mode), 'parallel'],
  ];
  return neighbours.flatMap(([other, why]) => (other === undefined ? [] : [{ key: other, why }]));
}
