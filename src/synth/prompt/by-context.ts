import { recipeOf } from '../recipes/all-recipes.ts';
import type { Meaning } from './lexicon/look-up-phrase.ts';
import { musicalMeaning, secondMeaning } from './lexicon/second-meanings.ts';
import type { Figures, PromptItem } from './prompt-item.ts';

const ANY = /./;
const WEATHER_AND_MACHINES =
  /^(motor|jet|copter|train|wind|storm|thunder|ocean|fire|works|fan|rain|stream|cheer)$/;
/** Behind the sound that they are said of, these are none of their own: rain falls, an engine runs, a truck's engine. */
const SAID_OF: readonly { word: RegExp; recipe: RegExp }[] = [
  { word: /^(runs?|running|ran)$/, recipe: /^(motor|jet|copter|train|works|fan|stream|shower|glug|tape)$/ },
  {
    word: /^(fly|flies|flying|flew|falls?|falling|fell|blows?|blowing|blew|blown|noises?|calls?|wash)$/,
    recipe: ANY,
  },
  { word: /^(engine|motor)s?$/, recipe: /^(motor|jet|copter|train)$/ },
  {
    word: /^(roar|rumbl|boom|hum|growl|whin|scream|howl|whistl|moan|groan|crash)(e?s|e|ing)?$/,
    recipe: WEATHER_AND_MACHINES,
  },
  { word: /^(blast|burst)(s|ing)?$/, recipe: /^(horn|steamwhistle|reed|siren|pad|tape)$/ },
  { word: /^crackl(e|es|ing)$/, recipe: /^(radio|mains|vinyl|tape)$/ },
];
const BE = /^(is|are|was|were|being)$/;
const isSaid = (word: string): boolean => BE.test(word) || SAID_OF.some((rule) => rule.word.test(word));
const endOf = ({ at, text }: PromptItem): number => at + text.split(' ').length;

/** Whether a word only tells what the sound right before it does or is of. */
export function isSaidOf(words: readonly string[], at: number, before: PromptItem | undefined): boolean {
  if (before?.meaning?.type !== 'sound' || !words.slice(endOf(before), at).every(isSaid)) return false;
  const { recipe } = before.meaning.call;
  return SAID_OF.some((rule) => rule.word.test(words[at] ?? '') && rule.recipe.test(recipe));
}

/** "Roaring furnace", "moaning wind": how the one behind it sounds. */
const SOUNDING = /^(roar|rumbl|boom|growl|whin|scream|howl|moan|groan|crash|crackl)ing$/;

const isSounding = ({ text }: PromptItem, next: PromptItem | undefined, gap: number): boolean =>
  SOUNDING.test(text) &&
  gap === 0 &&
  next !== undefined &&
  isSound(next) &&
  WEATHER_AND_MACHINES.test(next.meaning.call.recipe);

/** "The roar of a furnace", "a chorus of frogs", "the rhythm of the waves": the one behind it is what is heard. */
const OF =
  /^(roar|rumble|hum|hiss|crackle|buzz|howl|whisper|murmur|song|cry|call|rhythm|chorus|symphony|dance|sigh|lull|hush|whir|whine)s?$/;

const isOf = (words: readonly string[], item: PromptItem, next: PromptItem | undefined): boolean =>
  OF.test(item.text) &&
  words[endOf(item)] === 'of' &&
  next?.clause === item.clause &&
  (next.meaning?.type === 'sound' || next.meaning?.type === 'modifier');

const SWELL = /^swell(s|ing)?$/;
const SEA = /^(ocean|stream|storm|gull|splash)$/;
const RISER: Meaning = { type: 'sound', call: { recipe: 'riser' } };

const isSea = (item: PromptItem): boolean =>
  !item.negated &&
  !SWELL.test(item.text) &&
  item.text !== 'wave' &&
  isSound(item) &&
  SEA.test(item.meaning.call.recipe);

/** "A swell" without a sea rises; "a sparkle wave" has the shape of one. Null: it is not heard of itself. */
function withoutSea(item: PromptItem, items: readonly PromptItem[], before: PromptItem | undefined) {
  if (items.some(isSea)) return item;
  if (SWELL.test(item.text)) return { ...item, meaning: RISER };
  const isShape =
    item.text === 'wave' && before !== undefined && isSound(before) && endOf(before) === item.at;
  return isShape ? null : item;
}

/** "Ascending chime": it tells where the pitch of the one behind it goes. */
const GOING = /^(rising|ascending|descending|falling)$/;

/** It is nothing but what goes up or down. */
const TONE = /^(electronic|digital|synthetic) (tone|sound|signal|noise)$/;

const isGone = (item: PromptItem, before: PromptItem | undefined): boolean =>
  TONE.test(item.text) && before !== undefined && GOING.test(before.text) && endOf(before) === item.at;

function isGoing(item: PromptItem, next: PromptItem | undefined): boolean {
  if (!GOING.test(item.text) || !next || !isSound(next) || endOf(item) !== next.at) return false;
  if (TONE.test(next.text)) return false;
  const { pitched, role } = recipeOf(next.meaning.call.recipe);
  return pitched === true || role === 'event';
}

/** "A laser, single shot", "an explosion, a sharp bang": the same one told again. */
const AGAIN: readonly { word: RegExp; recipe: RegExp }[] = [
  { word: /^(bang|boom|blast)$/, recipe: /^(explosion|gun|thunder)$/ },
  { word: /^shot$/, recipe: /^(laser|gun)$/ },
  { word: /^whip$/, recipe: /^whoosh$/ },
];

function withFirstTold(item: PromptItem, before: readonly PromptItem[], next: PromptItem | undefined) {
  const again = AGAIN.find(({ word }) => word.test(item.text));
  if (!again || item.negated) return item;
  const near = next && endOf(item) === next.at ? [...before, next] : before;
  const first = near.find(
    (other) => !other.negated && isSound(other) && again.recipe.test(other.meaning.call.recipe),
  );
  return first ? { ...item, meaning: first.meaning } : item;
}

/** Heard in music and elsewhere: of these none tells what a prompt is for. */
const EITHER: ReadonlySet<string> = new Set(
  'bell choir chip bass riser downer impact whoosh reverse braam vinyl radio tape glitch boom drone'.split(
    ' ',
  ),
);
const MUSICAL = ['drums', 'bass', 'chords', 'lead'];

type SoundItem = PromptItem & { meaning: Extract<Meaning, { type: 'sound' }> };

const isSound = (item: PromptItem): item is SoundItem => item.meaning?.type === 'sound';
/** Sure to be heard, not only suggested. */
const isAsked = (item: PromptItem): item is SoundItem => isSound(item) && item.meaning.isHint !== true;
const isMusical = ({ meaning }: SoundItem): boolean => MUSICAL.includes(recipeOf(meaning.call.recipe).role);

function isForMusic(item: PromptItem): boolean {
  if (item.meaning?.type === 'genre' || item.meaning?.type === 'music') return true;
  if (!isAsked(item)) return false;
  const { recipe, choice } = item.meaning.call;
  return !EITHER.has(recipe) && choice !== 'whistle' && isMusical(item);
}

/** Something else than music is asked for. */
const isPlain = (item: PromptItem): boolean =>
  isAsked(item) &&
  !EITHER.has(item.meaning.call.recipe) &&
  ['bed', 'event'].includes(recipeOf(item.meaning.call.recipe).role);

/** Whether a word says where or how the next one is: "garage door", "corporate lobby", not "house with a crowd". */
function isSetting(words: readonly string[], item: PromptItem, next: PromptItem | undefined): boolean {
  if (next?.clause !== item.clause || words.slice(endOf(item), next.at).some((word) => LINKS.test(word)))
    return false;
  if (next.meaning?.type === 'modifier') return next.meaning.changes.fields?.['space'] !== undefined;
  return isSound(next) && !isMusical(next);
}
const LINKS = /^(with|and|in|on|at|by|of|plus|over|for|from|under|feat|featuring)$/;

/** Whether nothing stands behind a word that it could be said of: "house, rain", not "an electronic tone". */
function isAlone(words: readonly string[], item: PromptItem): boolean {
  const behind = words[endOf(item)];
  return behind === undefined || behind === ',' || LINKS.test(behind);
}

/** Gives words of music their other meaning where they are none: "garage door", "a notification's pop". */
export function readByContext(
  items: readonly PromptItem[],
  words: readonly string[],
  { bpm, key, bars }: Figures,
): PromptItem[] {
  const second = items.map(({ text, meaning }) => secondMeaning(text.split(' '), meaning));
  const sure = items.filter(({ negated }, n) => !negated && second[n] === null);
  const isMusic = bpm !== null || key !== null || bars !== null || sure.some(isForMusic);
  const hasPlain = sure.some(isPlain);
  const noMusic = items.some(({ text, negated }) => negated && /\bmusic$/.test(text));
  return items.flatMap((asRead, n) => {
    const next = items[n + 1];
    if (isSounding(asRead, next, (next?.at ?? 0) - endOf(asRead)) || isOf(words, asRead, next)) return [];
    const onLand = withoutSea(asRead, items, items[n - 1]);
    if (onLand === null || isGoing(onLand, next) || isGone(onLand, items[n - 1])) return [];
    const item = withFirstTold(onLand, items.slice(0, n), next);
    const figurative = isMusic ? musicalMeaning(item.text.split(' '), item.meaning) : null;
    if (figurative) return [{ ...item, meaning: figurative }];
    const other = second[n];
    if (!other) return [item];
    const isBand = item.meaning?.type === 'genre' && other.type === 'filler';
    const isOther =
      (isBand && noMusic) ||
      (isBand && isSetting(words, item, next)) ||
      (!isMusic && (item.meaning?.type === 'modifier' || (hasPlain && !(isBand && isAlone(words, item)))));
    return [isOther ? { ...item, meaning: other } : item];
  });
}
