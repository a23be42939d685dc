import type { SoundKey } from '#shared/key/key-facts.ts';
import { compatibleKeys as neighboursOf } from '#shared/key/related-keys.ts';

/** The key itself, its relative, and its neighbours on the Camelot wheel: what mixes without a clash. */
export const compatibleKeys = (key: SoundKey): SoundKey[] => [
  key,
  ...neighboursOf(key).flatMap(({ key: other, why }) => (why === 'parallel' ? [] : [other])),
];

/** Whether a list of keys is one key with its compatible ones, in any order. */
export const isCompatibleSet = (keys: readonly SoundKey[]): boolean => {
  const [first] = keys;
  if (first === undefined || keys.length < 2) return false;
  const wanted = compatibleKeys(first);
  return wanted.length === keys.length && wanted.every((key) => keys.includes(key));
};
