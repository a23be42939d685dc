import { parseBpm } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import { parseKey } from '#shared/key/parse-key.ts';

/** What a search asks for besides letters. */
export type Meaning = { bpm: number } | { key: SoundKey } | { loop: boolean } | { lyrics: true };

/** One thing that a search asks for. */
interface SearchPart {
  /** Its letters, each word once. */
  words: string[];
  meaning: Meaning | null;
}

/** More narrow nothing down any further, and a query has room for 100 values on some runtimes. */
const WORDS_MAX = 20;

interface Reader {
  /** Begins where a word does. */
  form: RegExp;
  read: (found: RegExpExecArray) => Meaning | null;
}

/** Marks around and behind a word, as in `rain (90 BPM, Cm).`, belong to the sentence. */
const OPENING = /[("'“„«[]*/y;
const END = '(?=[,;.!?)"\'”“»\\]]*(?:\\s|$))';
const reader = (form: string, read: Reader['read']): Reader => ({
  form: new RegExp(form + END, 'iuy'),
  read,
});

const readTempo: Reader['read'] = ([, number = '']) => {
  const bpm = parseBpm(number);
  return bpm === null ? null : { bpm };
};
const NAMED = '(?:bpm|tempo|tempo of)\\s*[:=]?\\s*';
const NUMBER = '(\\p{Nd}{1,3})';

function readKey(text: string): Meaning | null {
  const key = parseKey(text);
  return key === null || key === 'Any' ? null : { key };
}
const TONIC = '[^\\s,;:=.!?()/]+';
const SIGN = '[\\s-]*(?:sharp|flat|natural)';
const MODE = '[\\s-]*(?:major|minor|maj|min)';

/** The first that reads something is right, so the longer forms come first. */
const READERS: readonly Reader[] = [
  reader(`(?:(?:at\\s+|@\\s*)?${NAMED}|at\\s+|@\\s*)?${NUMBER}(?:[\\s-]*bpm)?`, readTempo),
  reader(
    `(?:(?:in\\s+)?(?:the\\s+)?key(?:\\s+of\\s+|\\s*[:=]\\s*|\\s+)|in\\s+)?(${TONIC}${SIGN}${MODE}|${TONIC}${MODE}|${TONIC}${SIGN})`,
    ([, text = '']) => readKey(text),
  ),
  reader(`(?:in\\s+)?(?:the\\s+)?key(?:\\s+of\\s+|\\s*[:=]\\s*|\\s+)(${TONIC})`, ([, text = '']) =>
    readKey(text),
  ),
  // "In a hall" names no key.
  reader(`in\\s+(${TONIC})`, ([, text = '']) => (/^[a-g]$/.test(text) ? null : readKey(text))),
  reader(`(${TONIC})`, ([, text = '']) => (Array.from(text).length > 1 ? readKey(text) : null)),
  reader('one[\\s-]?shots?', () => ({ loop: false })),
  reader('loop(?:s|ed|ing)?', () => ({ loop: true })),
  reader('lyrics', () => ({ lyrics: true })),
];

function meaningAt(text: string, at: number): { meaning: Meaning; letters: string; end: number } | null {
  OPENING.lastIndex = at;
  const start = at + (OPENING.exec(text)?.[0].length ?? 0);
  for (const { form, read } of READERS) {
    form.lastIndex = start;
    const found = form.exec(text);
    const meaning = found && read(found);
    if (meaning) return { meaning, letters: found[0], end: start + found[0].length };
  }
  return null;
}

/** A word that another one holds says nothing more. */
function withoutHeld(words: readonly string[]): string[] {
  const byCase = new Map(words.map((word) => [word.toLowerCase(), word]));
  const holders = [...byCase.keys()];
  return [...byCase]
    .filter(([word]) => !holders.some((other) => other !== word && other.includes(word)))
    .map(([, word]) => word);
}

/**
 * What a search asks for: `174` or `90 bpm` a tempo, `F#m` or `in e flat minor` a key, `loop` a loop, anything else its
 * letters.
 */
export function readSearch(q: string): SearchPart[] {
  // SQLite's search ends at a NUL, in the middle of a phrase.
  const text = q.replaceAll(/\p{Cc}+/gu, ' ');
  const plain: string[] = [];
  const meant = new Map<string, SearchPart>();
  const word = /\S+/g;
  for (let next = word.exec(text); next; next = word.exec(text)) {
    const known = meaningAt(text, next.index);
    if (!known) {
      // As the row shows a tag.
      plain.push(next[0].replace(/^#(?=[\p{L}\p{N}])/u, ''));
      continue;
    }
    const { meaning, letters, end } = known;
    meant.set(letters.toLowerCase(), { meaning, words: withoutHeld(letters.split(/\s+/u)) });
    // The marks behind it are skipped with it.
    word.lastIndex = end + (/^\S*/.exec(text.slice(end))?.[0].length ?? 0);
  }
  let left = WORDS_MAX;
  const parts = [...withoutHeld(plain).map((each) => ({ words: [each], meaning: null })), ...meant.values()];
  return parts.filter(({ words }) => (left -= words.length) >= 0);
}
