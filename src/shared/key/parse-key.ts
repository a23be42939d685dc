import { keyFacts, SOUND_KEYS, type Mode, type SoundKey } from './key-facts.ts';

/** The seven letters in semitones above C. */
const LETTERS = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 } as const;
const SIGNS = [
  { spelt: ['', 'natural'], by: 0 },
  { spelt: ['#', 'sharp'], by: 1 },
  { spelt: ['b', 'flat'], by: -1 },
];
const MODES: { mode: Mode; spelt: string[] }[] = [
  { mode: 'minor', spelt: ['m', 'min', 'minor', '-'] },
  { mode: 'major', spelt: ['', 'maj', 'major'] },
];

const keyed = SOUND_KEYS.flatMap((key) => {
  const facts = keyFacts(key);
  return facts ? [{ key, ...facts }] : [];
});

/** On DJ software's other wheel C major is 1d and A minor 1m; on Camelot's they are 8B and 8A. */
function openKey(camelot: string): string {
  const hour = Number.parseInt(camelot, 10);
  return `${((hour + 4) % 12) + 1}${camelot.endsWith('A') ? 'm' : 'd'}`;
}

function spellingsOf(pitchClass: number, mode: Mode): string[] {
  const endings = MODES.find((each) => each.mode === mode)?.spelt ?? [];
  return Object.entries(LETTERS).flatMap(([letter, semitone]) =>
    SIGNS.filter(({ by }) => (semitone + by + 12) % 12 === pitchClass).flatMap(({ spelt }) =>
      spelt.flatMap((sign) => endings.map((ending) => `${letter}${sign}${ending}`)),
    ),
  );
}

/** Every way to write each key, without blanks and in lower case. */
const NAMES: ReadonlyMap<string, SoundKey> = new Map<string, SoundKey>([
  ['any', 'Any'],
  ...keyed.flatMap(({ key, mode, pitchClass, camelot }) =>
    [camelot.toLowerCase(), openKey(camelot), ...spellingsOf(pitchClass, mode)].map(
      (name): [string, SoundKey] => [name, key],
    ),
  ),
]);

/** Every hyphen and dash, the minus sign too. */
const DASH = /[\u2010-\u2015\u2212]/g;

function normal(text: string): string {
  // NFKC turns full-width letters and signs into the usual ones.
  const plain = text.trim().normalize('NFKC').replaceAll('♯', '#').replaceAll('♭', 'b').replaceAll(DASH, '-');
  // A lone capital M after a capital letter is a jazz player's major.
  const spelt = /^[A-G][#b]?M$/.test(plain) ? plain.slice(0, -1) : plain;
  return spelt.toLowerCase().replace(/[\s_]+|(?<=.)-(?=.)/g, '');
}

/** The key somebody means by `ebm`, `D#m`, `2A`, `7m` or `e flat minor`; null for none. */
export const parseKey = (text: string): SoundKey | null => NAMES.get(normal(text)) ?? null;

/** Whether more letters could still make a key of it. */
export function couldBeKey(text: string): boolean {
  const start = normal(text);
  return [...NAMES.keys()].some((name) => name.startsWith(start));
}

/** A key named in running text: `in C minor`, `D#m`; bare letters and note names alone do not count. */
const IN_TEXT =
  /(?<![\p{L}\p{N}#♯♭])([A-G](?:\s?(?:sharp|flat)|[#♯b♭])?)(\s?-?(?:major|minor|maj|min)|m)(?![\p{L}\p{N}#♯♭])/giu;
const AFTER_IN =
  /\b(?:in(?: the)? key of|in|key:?)\s+([A-G](?:\s?(?:sharp|flat)|[#♯♭]|b(?=\W|$))?)(?=\s*(?:$|[,.;:!?)]))/u;

export function keyInText(text: string): { key: SoundKey; words: string } | null {
  for (const [words, tonic = '', mode = ''] of text.matchAll(IN_TEXT)) {
    // `am` and `dm` are words too: a short minor counts only behind a capital.
    if (mode === 'm' && !/^[A-G]/.test(tonic)) continue;
    // "a minor change of mood" is no key.
    if (/^a\s/.test(words) && !/\bin a (?:minor|major)$/i.test(text.slice(0, text.indexOf(words)) + words))
      continue;
    const key = parseKey(words);
    if (key) return { key, words: words.trim() };
  }
  const [, tonic] = AFTER_IN.exec(text) ?? [];
  const key = tonic === undefined ? null : parseKey(tonic);
  return key && tonic !== undefined ? { key, words: tonic } : null;
}
