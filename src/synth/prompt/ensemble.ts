import { recipeOf } from '../recipes/all-recipes.ts';
import type { LayerPlan } from './layer-plan.ts';
import type { Genre } from './lexicon/genres.ts';
import type { SoundCall } from './lexicon/sound-call.ts';

const DRUM_PARTS: readonly string[] = ['kick', 'snare', 'hat', 'clap'];

/** Who plays when music is asked for and no instrument is named. */
const DEFAULT_PLAYERS: readonly SoundCall[] = [
  { recipe: 'keys', choice: 'piano' },
  { recipe: 'pad', choice: 'strings', knobs: { force: -0.2 } },
  { recipe: 'bass', choice: 'upright', knobs: { force: -0.2 } },
];

/** The genre's players, or the default ones, but for the roles that the prompt has filled by name. */
export function playersFor(
  genre: Genre | null,
  wantsMusic: boolean,
  named: readonly LayerPlan[],
): SoundCall[] {
  const isTexture = named.every((layer) => recipeOf(layer.recipe).role === 'bed');
  const players = genre
    ? [{ recipe: 'drums', fields: { ...genre.drums } }, ...genre.layers]
    : wantsMusic && isTexture
      ? DEFAULT_PLAYERS
      : [];
  const taken = new Set(named.map((layer) => recipeOf(layer.recipe).role));
  const hasDrums = named.some((layer) => layer.recipe === 'drums');
  return players.filter(({ recipe, fields }) => {
    const { role } = recipeOf(recipe);
    if (fields?.['style'] === 'none') return false;
    if (role === 'drums') return !(hasDrums && recipe === 'drums');
    return role === 'bed' || !taken.has(role);
  });
}

/**
 * Without what the prompt says no to; of a drum kit, without its parts.
 * @param recipes the recipes said no to
 */
export function withoutRecipes(layers: readonly LayerPlan[], recipes: readonly string[]): LayerPlan[] {
  const noDrums = recipes.includes('drums');
  const parts = recipes.filter((recipe) => DRUM_PARTS.includes(recipe));
  const without = parts.flatMap((part) => (part === 'hat' ? ['hat', 'open'] : [part])).join(' ');
  return layers
    .filter(({ recipe }) => !recipes.includes(recipe) && !(noDrums && recipeOf(recipe).role === 'drums'))
    .map((layer) =>
      layer.recipe === 'drums' && parts.length > 0
        ? { ...layer, fields: { ...layer.fields, without } }
        : layer,
    );
}

/** "909 kick" in a techno loop is the kick of its drum kit, not a second drummer. */
export function mergeDrums(layers: readonly LayerPlan[], genre: Genre | null): LayerPlan[] {
  const kit = layers.find((layer) => layer.recipe === 'drums');
  if (!kit) return [...layers];
  if (genre && !kit.fields['style']) kit.fields['style'] = genre.drums.style;
  if (genre && !kit.fields['kit']) kit.fields['kit'] = genre.drums.kit ?? '909';
  return layers.filter((layer) => {
    if (!DRUM_PARTS.includes(layer.recipe)) return true;
    if (layer.recipe === 'hat' && !['909', '808'].includes(layer.choice)) return true;
    if (layer.choice === 'clap') return false;
    kit.fields[layer.recipe] = layer.choice;
    if (layer.knobs.size !== 0.5) kit.knobs = { ...kit.knobs, size: layer.knobs.size };
    return false;
  });
}
