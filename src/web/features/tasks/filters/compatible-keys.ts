import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

const HOURS = 12;

/** The key itself, its relative, and its neighbours on the Camelot wheel: what mixes without a clash. */
export function compatibleKeys(key: SoundKey): SoundKey[] {
  const facts = keyFacts(key);
  if (!facts) return [key];
  const hour = Number.parseInt(facts.camelot, 10);
  const letter = facts.mode === 'minor' ? 'A' : 'B';
  const other = facts.mode === 'minor' ? 'B' : 'A';
  const up = (hour % HOURS) + 1;
  const down = ((hour + HOURS - 2) % HOURS) + 1;
  const wanted = [`${hour}${letter}`, `${hour}${other}`, `${up}${letter}`, `${down}${letter}`];
  return wanted.flatMap((camelot) => SOUND_KEYS.find((each) => keyFacts(each)?.camelot === camelot) ?? []);
}

/** Whether a list of keys is one key with its compatible ones, in any order. */
export const isCompatibleSet = (keys: readonly SoundKey[]): boolean => {
  const [first] = keys;
  if (first === undefined || keys.length < 2) return false;
  const wanted = compatibleKeys(first);
  return wanted.length === keys.length && wanted.every((key) => keys.includes(key));
};
