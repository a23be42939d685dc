import { expect, it } from 'vitest';

import { DEFAULT_MODEL } from '#shared/limits.ts';
import { soundRequestSchema } from '#shared/sound-request.ts';

import { ARTISTS, ARTISTS_LIKE_WORDS } from './artists.ts';
import { artistIn } from './find-artist.ts';
import { PROMPT_LIBRARY } from './prompt-library.ts';

const prompts = Object.values(PROMPT_LIBRARY).flat();

it('every prompt of the library can be sent as it stands, and each is another', () => {
  const schema = soundRequestSchema([DEFAULT_MODEL]);
  for (const request of prompts) expect(schema.safeParse(request).error).toBeUndefined();
  expect(new Set(prompts.map(({ prompt }) => prompt)).size).toBe(prompts.length);
});

it('no prompt of the library names an artist', () => {
  expect(prompts.flatMap(({ prompt }) => artistIn(prompt) ?? [])).toEqual([]);
});

it('every artist is listed once, found in a prompt, and those like words only as written', () => {
  expect(new Set(ARTISTS.map((name) => name.toLowerCase())).size).toBe(ARTISTS.length);
  for (const name of ARTISTS) expect(artistIn(`a pad like ${name}, slow`)).not.toBeNull();
  for (const name of ARTISTS_LIKE_WORDS) {
    expect(ARTISTS).toContain(name);
    expect(artistIn(`a ${name.toLowerCase()} mood`)).toBeNull();
  }
});
