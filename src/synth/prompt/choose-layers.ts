import type { Random } from '../random.ts';
import { recipeOf } from '../recipes/all-recipes.ts';
import { mergeDrums, playersFor, withoutRecipes } from './ensemble.ts';
import { fieldsOf, planLayer, strongestKnobs, turnKnob, type LayerPlan, type Space } from './layer-plan.ts';
import type { Genre } from './lexicon/genres.ts';
import type { Changes, SoundCall } from './lexicon/sound-call.ts';
import type { ParsedPrompt } from './parse-prompt.ts';
import type { PromptItem } from './prompt-item.ts';

/** What the prompt asks for, before tempo and length are decided. */
export interface Arrangement {
  layers: LayerPlan[];
  genre: Genre | null;
  space: Space | null;
  mood: string | null;
  pace: number;
  swing: boolean;
  understood: string[];
  notUnderstood: string[];
}

/** A noun of the prompt with what is said about it. */
interface Noun {
  item: PromptItem;
  words: string[];
  changes: Changes[];
}

/** What nobody named: sung words without a singer, a material without an object. */
const VOICE: SoundCall = { recipe: 'choir', choice: 'solo' };

export function chooseLayers(
  { items }: ParsedPrompt,
  sings: boolean,
  loop: boolean,
  random: Random,
): Arrangement {
  const named = items.filter(isNoun);
  const asked = named.filter((item) => !isHint(item));
  const nouns = (asked.length > 0 ? asked : named).map((item): Noun => ({ item, words: [], changes: [] }));
  const modifiers = items.filter(isModifier);
  const general = attachModifiers(modifiers, nouns);
  const everywhere = fieldsOf(modifiers.map(({ meaning }) => meaning.changes));
  const genreNoun = nouns.find((noun) => noun.item.meaning?.type === 'genre');
  const genre = genreNoun?.item.meaning?.type === 'genre' ? genreNoun.item.meaning.genre : null;
  const isStyle = genreNoun !== undefined && isOnlyStyle(genreNoun, nouns, items);

  const layers = namedLayers(nouns, general);
  const understood = nouns.map(describe);
  const band = isStyle ? null : genre;
  const music = nouns.find((noun) => noun.item.meaning?.type === 'music');
  const owner = genreNoun ?? music;
  if (owner)
    for (const call of playersFor(band, music !== undefined, layers))
      layers.push(planLayer(call, { text: call.recipe, count: null }, owner.changes, general));
  if (sings && !layers.some((layer) => layer.recipe === 'choir'))
    layers.push(planLayer(VOICE, { text: 'voice', count: null }, [], general));
  const material = everywhere['material'];
  if (layers.length === 0 && material) {
    const item = modifiers.find(({ meaning }) => meaning.changes.fields?.['material']);
    const noun = item ?? { text: 'object', count: null };
    layers.push(planLayer({ recipe: 'knock', choice: material }, noun, [], general));
    understood.push(noun.text);
  }

  const kept = mergeDrums(withoutRecipes(layers, negatedRecipes(items)), genre);
  understood.push(...describeNegated(items));
  if (kept.length === 0) {
    const guess = guessLayer(random, general);
    kept.push(guess);
    understood.push(`${guess.noun} (our guess)`);
  }
  for (const layer of kept) {
    if (genre) layer.fields['style'] ??= genre.drums.style;
    if (everywhere['length'] === 'short') layer.oneShot = !loop;
    const effect = genreNoun && fieldsOf(genreNoun.changes)['effect'];
    if (effect) layer.fields['effect'] ??= effect;
  }

  return {
    layers: kept,
    genre,
    space: (everywhere['space'] as Space | undefined) ?? null,
    mood: everywhere['mood'] ?? null,
    pace: turnKnob([...nouns.flatMap(({ changes }) => changes), ...general], 'pace'),
    swing: everywhere['swing'] === 'yes',
    understood,
    notUnderstood: [...new Set(items.filter(({ meaning }) => meaning === null).map(({ text }) => text))],
  };
}

type Modifier = PromptItem & { meaning: { type: 'modifier'; changes: Changes } };

const isModifier = (item: PromptItem): item is Modifier => item.meaning?.type === 'modifier' && !item.negated;
const isNoun = ({ meaning, negated }: PromptItem): boolean =>
  !negated && (meaning?.type === 'sound' || meaning?.type === 'genre' || meaning?.type === 'music');

const isHint = ({ meaning }: PromptItem): boolean => meaning?.type === 'sound' && meaning.isHint === true;

/** Gives each modifier to its noun; returns the changes of those that have none and colour everything. */
function attachModifiers(modifiers: readonly Modifier[], nouns: readonly Noun[]): Changes[] {
  const general: Changes[] = [];
  for (const item of modifiers) {
    const owner = nearestNoun(nouns, item);
    owner?.words.push(item.text);
    (owner?.changes ?? general).push(item.meaning.changes);
  }
  return general;
}

/** The nearest noun of the modifier's clause, the one behind it if two are as near. */
function nearestNoun(nouns: readonly Noun[], item: PromptItem): Noun | null {
  let best: Noun | null = null;
  let shortest = Infinity;
  for (const noun of nouns) {
    if (noun.item.clause !== item.clause) continue;
    const gap = noun.item.at - item.at;
    const distance = gap > 0 ? gap : -gap + 0.5 - noun.item.text.split(' ').length;
    if (distance < shortest) [best, shortest] = [noun, distance];
  }
  return best;
}

/** "lofi piano": the genre only says how the piano plays. "dark techno loop": it is the whole band. */
function isOnlyStyle(genre: Noun, nouns: readonly Noun[], items: readonly PromptItem[]): boolean {
  const next = nouns.find((noun) => noun.item.at > genre.item.at && noun.item.clause === genre.item.clause);
  if (next?.item.meaning?.type !== 'sound') return false;
  const { recipe } = next.item.meaning.call;
  const { role } = recipeOf(recipe);
  if (recipe === 'drums' || role === 'bed' || role === 'event') return false;
  const between = items.filter((item) => item.at > genre.item.at && item.at < next.item.at);
  const touching = next.item.at - (genre.item.at + genre.item.text.split(' ').length) <= between.length;
  return touching && nouns.every((noun) => noun.item.meaning?.type !== 'music');
}

/** One layer for each sound that is named; "crowd talking in a cafe" is one crowd. */
function namedLayers(nouns: readonly Noun[], general: readonly Changes[]): LayerPlan[] {
  const layers: LayerPlan[] = [];
  for (const { item, changes } of nouns) {
    if (item.meaning?.type !== 'sound') continue;
    const layer = planLayer(item.meaning.call, item, changes, general);
    const same = layers.find(({ recipe, choice }) => recipe === layer.recipe && choice === layer.choice);
    if (same) {
      same.knobs = strongestKnobs(same.knobs, layer.knobs);
      same.many ||= layer.many;
    } else layers.push(layer);
  }
  return layers;
}

const negatedRecipes = (items: readonly PromptItem[]): string[] =>
  items.flatMap(({ negated, meaning }) =>
    negated && meaning?.type === 'sound' ? [meaning.call.recipe] : [],
  );

function describe({ item: { count, text, relative }, words }: Noun): string {
  const all = [...(count === null ? [] : [`× ${count}`]), ...words];
  const name = relative === null ? text : `${text} → ${relative}`;
  return all.length > 0 ? `${name} (${all.join(', ')})` : name;
}

const describeNegated = (items: readonly PromptItem[]): string[] =>
  items
    .filter(({ negated, meaning }) => negated && meaning?.type !== 'modifier')
    .map(({ text }) => `no ${text}`);

const GUESSES: readonly { call: SoundCall; text: string }[] = [
  { call: { recipe: 'drone', choice: 'dark' }, text: 'drone' },
  { call: { recipe: 'drone', choice: 'light' }, text: 'drone' },
  { call: { recipe: 'drone', choice: 'space' }, text: 'drone' },
  { call: { recipe: 'wind', choice: 'open' }, text: 'wind' },
  { call: { recipe: 'pad', choice: 'glass' }, text: 'pad' },
  { call: { recipe: 'stream', knobs: { density: -0.3 } }, text: 'water' },
];

/** Nothing was understood: something calm, chosen by the words themselves. */
function guessLayer(random: Random, general: readonly Changes[]): LayerPlan {
  const { call, text } = random.fork('guess').pick(GUESSES);
  return planLayer(call, { text, count: null }, [], general);
}
