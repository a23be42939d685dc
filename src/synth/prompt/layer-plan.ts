import { recipeOf } from '../recipes/all-recipes.ts';
import type { Knobs } from '../recipes/recipe.ts';
import type { Changes, SoundCall } from './lexicon/sound-call.ts';

export type Space = 'none' | 'dry' | 'room' | 'hall' | 'cathedral' | 'outdoor';

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

const NEUTRAL: Knobs = { force: 0.5, tone: 0.5, pace: 0.5, size: 0.5, density: 0.5, grit: 0, far: 0.1 };
/** "Glass shattering" is one glass; "a dog barking" barks on. */
const HAPPENS_ONCE = new Set(
  (
    'shatter slam creak squeak zip tear explosion boom impact splash whoosh riser downer powerup powerdown ' +
    'teleport gamecoin notify'
  ).split(' '),
);

/**
 * One layer as it will be played.
 * @param noun what the person called it, and how many of it
 * @param own changes by the words beside the noun
 * @param general changes by words that belong to no noun
 */
export function planLayer(
  call: SoundCall,
  noun: { text: string; count: number | null },
  own: readonly Changes[],
  general: readonly Changes[],
): LayerPlan {
  const { text, count } = noun;
  const fields = { ...call.fields, ...fieldsOf(own) };
  const choices = recipeOf(call.recipe).choices ?? [];
  const material = fields['material'];
  const isPlural = /[^s]s$/.test(text) || (text.endsWith('ing') && !HAPPENS_ONCE.has(call.recipe));
  return {
    recipe: call.recipe,
    choice: material && choices.includes(material) ? material : (call.choice ?? choices[0] ?? ''),
    knobs: knobsOf([call, ...own, ...general]),
    fields,
    noun: text,
    count,
    many: count === null && isPlural,
    oneShot: false,
  };
}

export const fieldsOf = (changes: readonly Changes[]): Record<string, string> =>
  Object.assign({}, ...changes.map(({ fields }) => fields)) as Record<string, string>;

/** A knob from its neutral place through all changes, within 0–1. */
export function turnKnob(changes: readonly Changes[], name: keyof Knobs): number {
  const turned = changes.reduce((value, { knobs }) => value + (knobs?.[name] ?? 0), NEUTRAL[name]);
  return Math.max(0, Math.min(1, turned));
}

function knobsOf(changes: readonly Changes[]): Knobs {
  const knobs = { ...NEUTRAL };
  for (const name of Object.keys(knobs) as (keyof Knobs)[]) knobs[name] = turnKnob(changes, name);
  return knobs;
}

/** What was said stays said: of each knob the value further from neutral. */
export function strongestKnobs(a: Knobs, b: Knobs): Knobs {
  const knobs = { ...a };
  for (const name of Object.keys(knobs) as (keyof Knobs)[]) {
    const isFurther = Math.abs(b[name] - NEUTRAL[name]) > Math.abs(a[name] - NEUTRAL[name]);
    if (isFurther) knobs[name] = b[name];
  }
  return knobs;
}
