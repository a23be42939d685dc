import type { Random } from '../random.ts';
import { recipeOf } from '../recipes/all-recipes.ts';
import type { Knobs } from '../recipes/recipe.ts';
import { GENRES, type Genre } from './lexicon-words.ts';
import { parseCall, type KnobChanges, type SoundCall } from './lexicon.ts';
import type { Item, Reading } from './parse-prompt.ts';
import type { Space } from './plan-sound.ts';

export interface LayerPlan {
  recipe: string;
  choice: string;
  knobs: Knobs;
  fields: Record<string, string>;
  /** As the person called it. */
  noun: string;
  count: number | null;
  many: boolean;
  oneShot: boolean;
}

/** What the prompt asks for, before tempo and length are settled. */
export interface Wishes {
  layers: LayerPlan[];
  genre: Genre | null;
  space: Space | null;
  mood: string | null;
  pace: number;
  swing: boolean;
  heard: string[];
  notUnderstood: string[];
}

/** A noun of the prompt with what was said about it. */
interface Noun {
  item: Item;
  words: string[];
  knobs: KnobChanges[];
  fields: Record<string, string>;
}

const NEUTRAL: Knobs = { force: 0.5, tone: 0.5, pace: 0.5, size: 0.5, density: 0.5, grit: 0, far: 0.1 };
/** "Glass shattering" is one glass; "a dog barking" barks on. */
const HAPPENS_ONCE = new Set([
  'shatter',
  'slam',
  'creak',
  'squeak',
  'zip',
  'tear',
  'explosion',
  'boom',
  'impact',
  'splash',
  'whoosh',
  'riser',
  'downer',
  'powerup',
  'powerdown',
  'teleport',
  'gamecoin',
  'notify',
]);
const DRUM_PARTS: Record<string, string> = { kick: 'kick', snare: 'snare', hat: 'hat', clap: 'clap' };

export function arrange(reading: Reading, sings: boolean, loop: boolean, random: Random): Wishes {
  const { items } = reading;
  const nouns = items.flatMap((item): Noun[] =>
    item.meaning &&
    !item.negated &&
    (item.meaning.type === 'sound' || item.meaning.type === 'genre' || item.meaning.type === 'music')
      ? [{ item, words: [], knobs: [], fields: {} }]
      : [],
  );
  const everywhere: { knobs: KnobChanges[]; fields: Record<string, string> } = { knobs: [], fields: {} };
  for (const item of items) {
    if (item.meaning?.type !== 'modifier' || item.negated) continue;
    const owner = nearestNoun(nouns, item);
    if (owner) {
      owner.words.push(item.text);
      owner.knobs.push(item.meaning.knobs);
      Object.assign(owner.fields, item.meaning.fields);
    } else everywhere.knobs.push(item.meaning.knobs);
    Object.assign(everywhere.fields, item.meaning.fields);
  }

  const genreNoun = nouns.find((noun) => noun.item.meaning?.type === 'genre');
  const genreName = genreNoun?.item.meaning?.type === 'genre' ? genreNoun.item.meaning.genre : null;
  const genre = genreName === null ? null : (GENRES[genreName] ?? null);
  const alone = genreNoun !== undefined && isOnlyStyle(genreNoun, nouns, items);

  const layers: LayerPlan[] = [];
  for (const noun of nouns) {
    if (noun.item.meaning?.type !== 'sound') continue;
    const layer = layerOf(noun.item.meaning.call, noun, everywhere);
    const same = layers.find((other) => other.recipe === layer.recipe && other.choice === layer.choice);
    // "crowd talking in a cafe" is one crowd.
    if (same)
      Object.assign(same, { knobs: strongest(same.knobs, layer.knobs), many: same.many || layer.many });
    else layers.push(layer);
  }
  const music = nouns.find((noun) => noun.item.meaning?.type === 'music');
  const ensemble = genre && !alone ? genre : null;
  const players = ensemble
    ? [`drums ${ensemble.drums.replace(/^(\S+)/, 'style=$1')}`, ...ensemble.layers]
    : music && !layers.some((layer) => recipeOf(layer.recipe).role !== 'bed')
      ? ['keys:piano', 'pad:strings force-2', 'bass:upright force-2']
      : [];
  const owner = genreNoun ?? music;
  if (owner) layers.push(...joinEnsemble(layers, players, owner, everywhere));
  if (sings && !layers.some((layer) => layer.recipe === 'choir')) {
    const voice: Noun = {
      item: { text: 'voice', meaning: null, at: 0, clause: 0, count: null, negated: false },
      words: [],
      knobs: [],
      fields: {},
    };
    layers.push(layerOf(parseCall('choir:solo'), voice, everywhere));
  }
  const material = everywhere.fields['material'];
  if (layers.length === 0 && material)
    layers.push(layerOf(parseCall(`knock:${material}`), materialNoun(items), everywhere));

  const kept = mergeDrums(withoutNegated(layers, items), genre);
  const unknown = items.filter((item) => item.meaning === null).map((item) => item.text);
  const heard = nouns.map(describe);
  for (const item of items)
    if (item.negated && item.meaning?.type !== 'modifier') heard.push(`no ${item.text}`);
  if (kept.length === 0) {
    const layer = nearestTexture(random, everywhere);
    kept.push(layer);
    heard.push(`${layer.noun} (our guess)`);
  }
  if (genre) for (const layer of kept) layer.fields['style'] ??= genre.drums.split(' ')[0] ?? 'rock';
  if (everywhere.fields['length'] === 'short') for (const layer of kept) layer.oneShot = !loop;
  if (everywhere.fields['effect'])
    for (const layer of kept)
      if (genreNoun?.fields['effect']) layer.fields['effect'] ??= genreNoun.fields['effect'];

  return {
    layers: kept,
    genre: ensemble ?? (alone ? genre : null),
    space: (everywhere.fields['space'] as Space | undefined) ?? null,
    mood: everywhere.fields['mood'] ?? null,
    pace: sum(nouns.flatMap((noun) => noun.knobs).concat(everywhere.knobs), 'pace', 0.5),
    swing: everywhere.fields['swing'] === 'yes',
    heard,
    notUnderstood: [...new Set(unknown)],
  };
}

/** The noun a modifier belongs to: the nearest of its clause, the one after it if two are as near. None: it colours everything. */
function nearestNoun(nouns: readonly Noun[], item: Item): Noun | null {
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
function isOnlyStyle(genre: Noun, nouns: readonly Noun[], items: readonly Item[]): boolean {
  const next = nouns.find((noun) => noun.item.at > genre.item.at && noun.item.clause === genre.item.clause);
  if (next?.item.meaning?.type !== 'sound') return false;
  const { role } = recipeOf(next.item.meaning.call.recipe);
  if (next.item.meaning.call.recipe === 'drums' || role === 'bed' || role === 'event') return false;
  const between = items.filter((item) => item.at > genre.item.at && item.at < next.item.at);
  const touching = next.item.at - (genre.item.at + genre.item.text.split(' ').length) <= between.length;
  return touching && nouns.every((noun) => noun.item.meaning?.type !== 'music');
}

function layerOf(
  call: SoundCall,
  noun: Noun,
  everywhere: { knobs: KnobChanges[]; fields: Record<string, string> },
): LayerPlan {
  const recipe = recipeOf(call.recipe);
  const fields = { ...call.fields, ...noun.fields };
  const material = fields['material'];
  const choices = recipe.choices ?? [];
  const wished = call.choice ?? (material && choices.includes(material) ? material : undefined);
  const choice =
    material && choices.includes(material) && call.recipe !== 'reed'
      ? material
      : (wished ?? choices[0] ?? '');
  const text = noun.item.text;
  return {
    recipe: call.recipe,
    choice: call.choice && !(material && choices.includes(material)) ? call.choice : choice,
    knobs: knobsOf([call.knobs, ...noun.knobs, ...everywhere.knobs]),
    fields,
    noun: text,
    count: noun.item.count,
    many:
      noun.item.count === null &&
      (/[^s]s$/.test(text) || (text.endsWith('ing') && !HAPPENS_ONCE.has(call.recipe))),
    oneShot: false,
  };
}

const sum = (changes: readonly KnobChanges[], name: keyof Knobs, start: number): number =>
  Math.max(
    0,
    Math.min(
      1,
      changes.reduce((total, change) => total + (change[name] ?? 0), start),
    ),
  );

function knobsOf(changes: readonly KnobChanges[]): Knobs {
  const knobs = { ...NEUTRAL };
  for (const name of Object.keys(knobs) as (keyof Knobs)[]) knobs[name] = sum(changes, name, NEUTRAL[name]);
  return knobs;
}

const strongest = (a: Knobs, b: Knobs): Knobs => {
  const knobs = { ...a };
  for (const name of Object.keys(knobs) as (keyof Knobs)[]) {
    // What was said stays said: the one further from neutral wins.
    const [here, there] = [a[name] - NEUTRAL[name], b[name] - NEUTRAL[name]];
    knobs[name] = Math.abs(there) > Math.abs(here) ? b[name] : a[name];
  }
  return knobs;
};

/** The genre's players, but for the roles the prompt has filled by name. */
function joinEnsemble(
  named: readonly LayerPlan[],
  players: readonly string[],
  owner: Noun,
  everywhere: { knobs: KnobChanges[]; fields: Record<string, string> },
): LayerPlan[] {
  const taken = new Set(named.map((layer) => recipeOf(layer.recipe).role));
  const hasDrums = named.some((layer) => layer.recipe === 'drums');
  return players.flatMap((player) => {
    const call = parseCall(player);
    const { role } = recipeOf(call.recipe);
    if (call.fields['style'] === 'none') return [];
    if (role === 'drums' ? hasDrums && call.recipe === 'drums' : role !== 'bed' && taken.has(role)) return [];
    return [layerOf(call, { ...owner, item: { ...owner.item, text: call.recipe, count: null } }, everywhere)];
  });
}

function withoutNegated(layers: readonly LayerPlan[], items: readonly Item[]): LayerPlan[] {
  const gone = items.flatMap((item) =>
    item.negated && item.meaning?.type === 'sound' ? [item.meaning.call.recipe] : [],
  );
  const roles = new Set(gone.includes('drums') ? ['drums'] : []);
  const parts = gone.filter((recipe) => recipe in DRUM_PARTS);
  return layers
    .filter((layer) => !gone.includes(layer.recipe) && !roles.has(recipeOf(layer.recipe).role))
    .map((layer) =>
      layer.recipe === 'drums' && parts.length > 0
        ? {
            ...layer,
            fields: {
              ...layer.fields,
              without: parts.flatMap((part) => (part === 'hat' ? ['hat', 'open'] : [part])).join(' '),
            },
          }
        : layer,
    );
}

/** "909 kick" in a techno loop is the kick of its drum kit, not a second drummer. */
function mergeDrums(layers: readonly LayerPlan[], genre: Genre | null): LayerPlan[] {
  const kit = layers.find((layer) => layer.recipe === 'drums');
  if (!kit) return [...layers];
  if (genre && !kit.fields['style']) kit.fields['style'] = genre.drums.split(' ')[0] ?? 'rock';
  if (genre && !kit.fields['kit']) kit.fields['kit'] = /kit=(\w+)/.exec(genre.drums)?.[1] ?? '909';
  return layers.filter((layer) => {
    const part = DRUM_PARTS[layer.recipe];
    if (!part || layer === kit) return true;
    if (layer.recipe === 'hat' && !['909', '808'].includes(layer.choice)) return true;
    if (layer.choice === 'clap') return false;
    kit.fields[part] = layer.choice;
    if (layer.knobs.size !== 0.5) kit.knobs = { ...kit.knobs, size: layer.knobs.size };
    return false;
  });
}

function describe(noun: Noun): string {
  const { count, text } = noun.item;
  const words = [...(count === null ? [] : [`× ${count}`]), ...noun.words];
  return words.length > 0 ? `${text} (${words.join(', ')})` : text;
}

function materialNoun(items: readonly Item[]): Noun {
  const item = items.find((one) => one.meaning?.type === 'modifier' && one.meaning.fields['material']);
  return {
    item: item ?? { text: 'object', meaning: null, at: 0, clause: 0, count: null, negated: false },
    words: [],
    knobs: [],
    fields: {},
  };
}

const GUESSES = [
  'drone:dark',
  'drone:light',
  'drone:space',
  'wind:open',
  'pad:glass',
  'stream density-3',
  'electric',
];

/** Nothing was understood: something calm, chosen by the words themselves. */
function nearestTexture(
  random: Random,
  everywhere: { knobs: KnobChanges[]; fields: Record<string, string> },
): LayerPlan {
  const call = parseCall(random.fork('guess').pick(GUESSES.slice(0, -1)));
  const names: Record<string, string> = { drone: 'drone', wind: 'wind', pad: 'pad', stream: 'water' };
  const text = names[call.recipe] ?? call.recipe;
  const item: Item = {
    text,
    meaning: { type: 'sound', call },
    at: 0,
    clause: 0,
    count: null,
    negated: false,
  };
  return layerOf(call, { item, words: [], knobs: [], fields: {} }, everywhere);
}
