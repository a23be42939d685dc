import { recipeOf } from '../recipes/all-recipes.ts';
import { secondMeaning } from './lexicon/second-meanings.ts';
import type { Figures, PromptItem } from './parse-prompt.ts';

/** Heard in music and elsewhere: of these none tells what a prompt is for. */
const EITHER: ReadonlySet<string> = new Set([
  'bell',
  'choir',
  'chip',
  'bass',
  'riser',
  'downer',
  'impact',
  'whoosh',
  'reverse',
  'braam',
  'vinyl',
  'radio',
  'tape',
  'glitch',
  'boom',
  'drone',
]);

const hasRole = ({ meaning }: PromptItem, roles: readonly string[]): boolean =>
  meaning?.type === 'sound' &&
  meaning.isHint !== true &&
  !EITHER.has(meaning.call.recipe) &&
  meaning.call.choice !== 'whistle' &&
  roles.includes(recipeOf(meaning.call.recipe).role);

/** Gives words of music their other meaning in a prompt that asks for none: "garage door", "a notification's pop". */
export function readByContext(items: readonly PromptItem[], { bpm, key, bars }: Figures): PromptItem[] {
  const second = items.map(({ text, meaning }) => secondMeaning(text.split(' '), meaning));
  const sure = items.filter((_, n) => second[n] === null);
  const isMusic =
    bpm !== null ||
    key !== null ||
    bars !== null ||
    sure.some(
      (item) =>
        item.meaning?.type === 'genre' ||
        item.meaning?.type === 'music' ||
        hasRole(item, ['drums', 'bass', 'chords', 'lead']),
    );
  if (isMusic) return [...items];
  const isPlain = sure.some((item) => hasRole(item, ['bed', 'event']));
  const isBeside = sure.some(({ meaning }) => meaning?.type === 'sound' && meaning.isHint !== true);
  return items.map((item, n) => {
    const other = second[n];
    const type = item.meaning?.type;
    const applies = type === 'genre' ? isBeside : type === 'sound' ? isPlain : type === 'modifier';
    return other && applies ? { ...item, meaning: other } : item;
  });
}
