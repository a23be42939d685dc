import { CREATURES } from './creatures.ts';
import { DRUMS } from './drums.ts';
import { INTERFACE } from './interface-sounds.ts';
import { NATURE } from './nature.ts';
import { OBJECTS } from './objects.ts';
import { PLACES } from './places.ts';
import type { Recipe } from './recipe.ts';
import { TONAL } from './tonal.ts';

/** Every recipe by the name the lexicon calls it. */
export const RECIPES: Record<string, Recipe> = {
  ...NATURE,
  ...CREATURES,
  ...PLACES,
  ...OBJECTS,
  ...INTERFACE,
  ...DRUMS,
  ...TONAL,
};

export function recipeOf(name: string): Recipe {
  const recipe = RECIPES[name];
  if (!recipe) throw new Error(`There is no recipe "${name}".`);
  return recipe;
}
