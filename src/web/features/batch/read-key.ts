import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

const plain = (text: string): string =>
  text
    .trim()
    // A capital M alone is major.
    .replace(/M$/, '')
    .toLowerCase()
    .replaceAll('♯', '#')
    .replaceAll('♭', 'b')
    .replace(/\bsharp\b/, '#')
    .replace(/\bflat\b/, 'b')
    .replace(/\s*(minor|min)$/, 'm')
    .replace(/\s*(major|maj)$/, '')
    .replaceAll(/\s+/g, '');

/** Every spelling a musician would write: wire, flat, Camelot, Open Key. */
const spellings = new Map<string, SoundKey>();
for (const key of SOUND_KEYS) {
  spellings.set(plain(key), key);
  const facts = keyFacts(key);
  if (!facts) continue;
  spellings.set(plain(facts.flat), key);
  spellings.set(facts.camelot.toLowerCase(), key);
  // Open Key stands five hours before Camelot and writes m for minor, d for major: 8A is 1m.
  const hour = ((Number.parseInt(facts.camelot, 10) + 4) % 12) + 1;
  spellings.set(`${hour}${facts.mode === 'minor' ? 'm' : 'd'}`, key);
}
for (const [odd, key] of [
  ['e#', 'F'],
  ['b#', 'C'],
  ['fb', 'E'],
  ['cb', 'B'],
] as const) {
  spellings.set(odd, key);
  spellings.set(`${odd}m`, `${key}m`);
}

/** `Ebm`, `e flat minor`, `D♯m`, `2A`, `7m`, or nothing and `any` for Any; null when it is no key. */
export function readKey(text: string): SoundKey | null {
  return text.trim() === '' ? 'Any' : (spellings.get(plain(text)) ?? null);
}
