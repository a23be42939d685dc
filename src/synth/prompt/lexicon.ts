import type { Knobs } from '../recipes/recipe.ts';
import { SOUNDS } from './lexicon-sounds.ts';
import { FILLERS, GENRES, MODIFIERS, MUSIC_WORDS, NEGATIONS } from './lexicon-words.ts';

export type KnobChanges = Partial<Knobs>;

/** What a phrase asks to hear. */
export interface SoundCall {
  recipe: string;
  choice: string | null;
  knobs: KnobChanges;
  /** `kit=909`, `skank=yes` … */
  fields: Record<string, string>;
}

export type Meaning =
  | { type: 'sound'; call: SoundCall }
  | { type: 'modifier'; knobs: KnobChanges; fields: Record<string, string> }
  | { type: 'genre'; genre: string }
  | { type: 'music' }
  | { type: 'negation' }
  | { type: 'filler' };

/** Lower case, no accents, no hyphens: how phrases and prompts are compared. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('&', ' and ')
    .replaceAll(/(\w)'(?:s|re|t|ll|d)\b/g, '$1')
    .replaceAll(/[-–—_]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `rain:tin force+2 kit=909` */
export function parseCall(text: string): SoundCall {
  const [head = '', ...rest] = text.split(' ');
  const [recipe = '', choice = null] = head.split(':');
  return { recipe, choice, ...parseChanges(rest) };
}

function parseChanges(parts: string[]): { knobs: KnobChanges; fields: Record<string, string> } {
  const knobs: Record<string, number> = {};
  const fields: Record<string, string> = {};
  for (const part of parts) {
    const change = /^(\w+)([+-]\d+)$/.exec(part);
    const field = /^(\w+)=(.+)$/.exec(part);
    if (change?.[1] && change[2]) knobs[change[1]] = Number(change[2]) / 10;
    else if (field?.[1] && field[2]) fields[field[1]] = field[2];
    else throw new Error(`The lexicon has "${part}", which is neither knob±n nor field=value.`);
  }
  return { knobs, fields };
}

const phrasesOf = (list: string): string[] => list.split(',').map(normalise);

function build(): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  // The first to name a phrase keeps it.
  const add = (list: string, meaning: Meaning): void => {
    for (const phrase of phrasesOf(list)) if (!meanings.has(phrase)) meanings.set(phrase, meaning);
  };
  add(NEGATIONS, { type: 'negation' });
  for (const [genre, { words }] of Object.entries(GENRES)) add(words, { type: 'genre', genre });
  for (const [changes, list] of Object.entries(MODIFIERS)) {
    const modifier = parseChanges(changes.split(' '));
    if (modifier.fields['material']) add(list, { type: 'modifier', ...modifier });
  }
  for (const [call, list] of Object.entries(SOUNDS)) add(list, { type: 'sound', call: parseCall(call) });
  for (const [changes, list] of Object.entries(MODIFIERS)) {
    add(list, { type: 'modifier', ...parseChanges(changes.split(' ')) });
  }
  add(MUSIC_WORDS, { type: 'music' });
  add(FILLERS, { type: 'filler' });
  return meanings;
}

export const LEXICON: ReadonlyMap<string, Meaning> = build();

export const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((phrase) => phrase.split(' ').length));

/** A word and what it may be an inflection of, likeliest first. */
export function stemsOf(word: string): string[] {
  const stems = [word];
  const cut = (ending: string, ...replacements: string[]) => {
    if (!word.endsWith(ending) || word.length - ending.length < 2) return;
    const base = word.slice(0, -ending.length);
    stems.push(...replacements.map((replacement) => base + replacement));
    if (base.at(-1) === base.at(-2)) stems.push(base.slice(0, -1));
  };
  cut('s', '');
  cut('ies', 'y', 'ie');
  cut('es', '', 'e');
  cut('ing', '', 'e', 'ing');
  cut('ings', '', 'ing');
  cut('ed', '', 'e');
  cut('ly', '', 'le');
  cut('er', '', 'e');
  cut('est', '', 'e');
  cut('y', '', 'e');
  return [...new Set(stems)];
}

/** The meaning of a phrase, its last word also in other forms. */
export function lookUp(words: readonly string[]): Meaning | null {
  const head = words.slice(0, -1);
  for (const stem of stemsOf(words.at(-1) ?? '')) {
    const meaning = LEXICON.get([...head, stem].join(' '));
    if (meaning) return meaning;
  }
  return null;
}
