import { describe, expect, test } from 'vitest';
import * as z from 'zod';

import { DRUM_PATTERNS } from '../../music/drum-patterns.ts';
import { RECIPES, recipeOf } from '../../recipes/all-recipes.ts';
import { GENRES } from './genres.ts';
import { HINTS } from './hint-words.ts';
import { LEXICON, normalise } from './look-up-phrase.ts';
import { MODIFIERS } from './modifiers.ts';
import { FILLERS, MUSIC_WORDS, NEGATIONS } from './plain-words.ts';
import { PHRASES_WITH_SECOND } from './second-meanings.ts';
import { SOUNDS } from './sound-words.ts';

const phrases = z
  .array(z.string().refine((phrase) => phrase !== '' && phrase === normalise(phrase)))
  .refine((list) => list.length > 0);
const knob = z.number().min(-1).max(1);
const changes = {
  knobs: z
    .partialRecord(z.enum(['force', 'tone', 'pace', 'size', 'density', 'grit', 'far']), knob)
    .optional(),
  fields: z.record(z.string(), z.string().min(1)).optional(),
};
const call = z.strictObject({
  recipe: z.enum(Object.keys(RECIPES)),
  choice: z.string().optional(),
  ...changes,
});

describe('the lexicon', () => {
  test.each([
    ['sounds', SOUNDS, call.extend({ phrases })],
    ['hints', HINTS, call.extend({ phrases })],
    ['modifiers', MODIFIERS, z.strictObject({ ...changes, phrases })],
    [
      'genres',
      GENRES,
      z.strictObject({
        name: z.string().min(1),
        bpm: z.tuple([z.int(), z.int()]).refine(([low, high]) => low <= high),
        mode: z.enum(['minor', 'major']).optional(),
        colour: z.enum(['triad', 'seventh', 'ninth', 'power']).optional(),
        swing: z.number().optional(),
        drums: z.strictObject({
          style: z.enum([...Object.keys(DRUM_PATTERNS), 'none']),
          kit: z.string().optional(),
        }),
        layers: z.array(call),
        phrases,
      }),
    ],
  ])('of %s fits its schema', (_name, entries, schema) => {
    expect(z.array(schema).safeParse(entries).error).toBeUndefined();
  });

  test('names each phrase once', () => {
    const lists = [...SOUNDS, ...HINTS, ...MODIFIERS, ...GENRES].map((entry) => entry.phrases);
    expect([...lists, MUSIC_WORDS, NEGATIONS, FILLERS].flat().length).toBe(LEXICON.size);
  });

  test('has each phrase that means something else beside other sounds', () => {
    expect(PHRASES_WITH_SECOND.filter((phrase) => !LEXICON.has(phrase))).toEqual([]);
  });

  test('asks only for kinds that the recipe has', () => {
    const calls = [...SOUNDS, ...HINTS, ...GENRES.flatMap(({ layers }) => layers)];
    const wrong = calls.filter(
      ({ recipe, choice }) => choice !== undefined && recipeOf(recipe).choices?.includes(choice) !== true,
    );
    expect(wrong).toEqual([]);
  });
});
