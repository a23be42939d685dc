import { useSyncExternalStore } from 'react';

import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { flats } from '../state/preferences.ts';

/** A key by the one name the person prefers: `E♭m` or `D♯m`. */
export function spell(key: SoundKey, withFlats = flats.read()): string {
  const facts = keyFacts(key);
  if (!facts) return 'Any';
  return withFlats ? facts.flat : facts.sharp;
}

export const useFlats = (): boolean => useSyncExternalStore(flats.subscribe, flats.read, () => false);
