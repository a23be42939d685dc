import { findPhrase, LEXICON, type Meaning } from './look-up-phrase.ts';
import type { Changes, SoundCall } from './sound-call.ts';

const sound = (call: SoundCall): Meaning => ({ type: 'sound', call });
const modifier = (changes: Changes): Meaning => ({ type: 'modifier', changes });
const SETTING: Meaning = { type: 'filler' };

/** Where, when or how it is. */
const SETTINGS: readonly string[] = [
  'house',
  'club',
  'dance',
  'festival',
  'electronic',
  'electro',
  'garage',
  'trap',
  'rage',
  'memphis',
  'ambient',
  'cinematic',
  'trailer',
  'movie',
  'alternative',
  'experimental',
  'juke',
  'lounge',
  'cocktail',
  'roots',
  'latin',
  'cuban',
  'brazilian',
  'african',
  'afro',
  'commercial',
  'corporate',
  'advert',
  'country',
  'celtic',
  'irish',
  'western',
  'medieval',
  'tavern',
  'nordic',
  'viking',
  'pirate',
  'chamber',
  'renaissance',
  'baroque',
  'japanese',
  'chinese',
  'oriental',
  'asian',
  'samurai',
  'indian',
  'egyptian',
  'persian',
  'turkish',
  'arabic',
  'arabian',
  'middle eastern',
  '80s',
  '70s',
  'seventies',
  'eighties',
  '1980s',
  'cyberpunk',
  'outrun',
  'soul',
  'hardcore',
  'punk',
  'lead',
  'hook',
  'ride',
  'roll',
  'fill',
  'sequence',
  'progression',
  'string',
  'strings',
  'solo',
  'wobble',
  'wash',
  'percussive',
  'texture',
  'rim',
];

const SECOND_MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...SETTINGS.map((phrase) => [phrase, SETTING] as const),
  ['pop', sound({ recipe: 'knock', choice: 'plastic', knobs: { size: -0.3 } })],
  ['drill', sound({ recipe: 'motor', knobs: { pace: 0.4, tone: 0.3, size: -0.3 } })],
  ['liquid', sound({ recipe: 'glug' })],
  ['rock', sound({ recipe: 'knock', choice: 'stone' })],
  ['stab', sound({ recipe: 'knock', choice: 'body' })],
  ['kick', sound({ recipe: 'knock', choice: 'body' })],
  ['break', sound({ recipe: 'tear' })],
  ['breaks', sound({ recipe: 'tear' })],
  ['crash', sound({ recipe: 'shatter' })],
  ['bowl', sound({ recipe: 'knock', choice: 'ceramic' })],
  ['keys', sound({ recipe: 'coin' })],
  ['squelch', sound({ recipe: 'splash' })],
  ['acid', sound({ recipe: 'stream', knobs: { density: -0.3, size: 0.1, force: -0.4 } })],
  ['rattle', sound({ recipe: 'knock', choice: 'metal' })],
  ['rumble', sound({ recipe: 'boom', knobs: { force: -0.2, size: 0.3 } })],
  ['deep rumble', sound({ recipe: 'boom', knobs: { force: -0.2, size: 0.4 } })],
  ['brass', modifier({ fields: { material: 'metal' } })],
  ['industrial metal', modifier({ fields: { material: 'metal' } })],
  ['low end', modifier({ knobs: { tone: -0.3 } })],
  ['sizzling', sound({ recipe: 'fire' })],
  ['hissing', sound({ recipe: 'tape' })],
  ['screaming', sound({ recipe: 'squeak' })],
  ['crying', sound({ recipe: 'squeak' })],
]);

/** And in a prompt for music: the energy of dubstep, a driving beat. */
const IN_MUSIC: ReadonlyMap<string, Meaning> = new Map([
  ['energy', modifier({ knobs: { force: 0.2 } })],
  ['driving', modifier({ knobs: { force: 0.2, pace: 0.1 } })],
]);

type Change = ReadonlyMap<string, { from: Meaning | undefined; to: Meaning }>;
const changesOf = (meanings: ReadonlyMap<string, Meaning>): Change =>
  new Map([...meanings].map(([phrase, to]) => [phrase, { from: LEXICON.get(phrase), to }]));
const ELSEWHERE = changesOf(SECOND_MEANINGS);
const FIGURATIVE = changesOf(IN_MUSIC);

function changed(words: readonly string[], meaning: Meaning | null, by: Change): Meaning | null {
  const found = findPhrase(by, words);
  return found !== null && found.from === meaning ? found.to : null;
}

/** What a word of music means in a prompt that asks for none: a garage door, a notification's pop, a sizzling steak. */
export const secondMeaning = (words: readonly string[], meaning: Meaning | null): Meaning | null =>
  changed(words, meaning, ELSEWHERE);

/** What another word means in a prompt for music. */
export const musicalMeaning = (words: readonly string[], meaning: Meaning | null): Meaning | null =>
  changed(words, meaning, FIGURATIVE);

export const PHRASES_WITH_SECOND: readonly string[] = [...SECOND_MEANINGS.keys(), ...IN_MUSIC.keys()];
