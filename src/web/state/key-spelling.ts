import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { useStore } from '../lib/create-store.ts';
import { prefersFlats } from './preferences.ts';

/** A key by the one name the person prefers: `E♭m` or `D♯m`. */
export function spellKey(key: SoundKey, withFlats = prefersFlats.get()): string {
  const facts = keyFacts(key);
  if (!facts) return 'Any';
  return withFlats ? facts.flat : facts.sharp;
}

export const usePrefersFlats = (): boolean => useStore(prefersFlats);
