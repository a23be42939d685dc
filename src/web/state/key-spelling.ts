import { formatKey } from '#shared/key/format-key.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';

import { useStore } from '../lib/create-store.ts';
import { prefersFlats } from './preferences.ts';

/** A key by the one name the person prefers: `E♭m` or `D♯m`. */
export const spellKey = (key: SoundKey, withFlats = prefersFlats.get()): string =>
  formatKey(key, withFlats ? 'flat' : 'sharp');

export const usePrefersFlats = (): boolean => useStore(prefersFlats);
