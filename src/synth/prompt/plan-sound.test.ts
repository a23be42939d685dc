import { describe, expect, test } from 'vitest';

import { RECIPES } from '../recipes/all-recipes.ts';
import type { SoundJob } from '../synth.ts';
import { LEXICON } from './lexicon/look-up-phrase.ts';
import { parsePrompt } from './parse-prompt.ts';
import { planSound } from './plan-sound.ts';

const plan = (prompt: string, more: Partial<SoundJob> = {}) =>
  planSound({
    prompt,
    soundLoop: true,
    soundTempo: null,
    soundKey: 'Any',
    grabLyrics: false,
    take: 1,
    ...more,
  });
const recipes = (prompt: string) => plan(prompt).layers.map((layer) => layer.recipe);
const layer = (prompt: string, recipe: string) => plan(prompt).layers.find((one) => one.recipe === recipe);

describe('the lexicon', () => {
  test('has at least 600 entries', () => {
    expect(LEXICON.size).toBeGreaterThan(600);
  });
  test('calls only recipes and kinds that exist', () => {
    const wrong = [...LEXICON].filter(
      ([, meaning]) => meaning.type === 'sound' && !RECIPES[meaning.call.recipe],
    );
    expect(wrong).toEqual([]);
  });
});

describe('nouns', () => {
  test.each([
    ['heavy rain on a tin roof, distant thunder', ['rain', 'thunder']],
    ['birds singing in a forest by a stream', ['birds', 'forest', 'stream']],
    ['bees', ['bees']],
    ['footsteps on gravel and a dog barking', ['step', 'dog']],
    ['soft piano with rain', ['keys', 'rain']],
  ])('%s', (prompt, expected) => {
    expect(recipes(prompt)).toEqual(expect.arrayContaining(expected));
  });

  test('a word of another language gets the nearest texture', () => {
    expect(plan('Regen')).toMatchObject({ layers: [expect.anything()], notUnderstood: ['regen'] });
  });

  test('modifiers go to the nearest noun', () => {
    expect(layer('soft rain and distant thunder', 'rain')?.knobs.far).toBeLessThan(0.2);
    expect(layer('soft rain and distant thunder', 'thunder')?.knobs.far).toBeGreaterThan(0.5);
    expect(layer('heavy rain on a tin roof', 'rain')?.choice).toBe('tin');
  });

  test('negation takes a sound out', () => {
    expect(recipes('thunderstorm rain without thunder')).not.toContain('thunder');
    expect(recipes('techno loop, no drums')).not.toContain('drums');
    expect(layer('techno loop, no hats', 'drums')?.fields['without']).toBe('hat open');
  });

  test('a word that only suggests a sound is heard where nothing else is asked for', () => {
    expect(recipes('a plumber at dawn')).toEqual(expect.arrayContaining(['knock', 'birds']));
    expect(recipes('a plumber at dawn, rain')).toEqual(['rain']);
    expect(plan('a plumber at dawn, rain').notUnderstood).toEqual([]);
    expect(recipes('a phone ringing')).toEqual(['phone']);
  });

  test.each([
    ['reverse piano', 'piano (reverse)'],
    ['piano in reverse', 'piano (in reverse)'],
    ['trap beat with 808 slides', 'trap beat · 808 (slides)'],
    ['reverse soft piano', 'piano (reverse, soft)'],
    ['reverse gear', 'reverse gear'],
    ['reverse cymbal', 'reverse cymbal'],
    ['reverse, then a crash', 'reverse · crash'],
    ['a door slides open', 'door · slides'],
    ['slide whistle', 'slide whistle'],
  ])('what is done to a sound is no sound of its own: %s', (prompt, understood) => {
    expect(plan(prompt).understood.join(' · ')).toBe(understood);
  });

  test.each([
    ['leaves swept away', 'scrape'],
    ['a sandwich being eaten', 'tear'],
    ['a present unwrapped', 'tear'],
    ['a gong struck once', 'bell'],
    ['a toy wound up', 'zip'],
  ])('in any form of the verb: %s', (prompt, recipe) => {
    expect(recipes(prompt)).toContain(recipe);
  });

  test('counts are kept', () => {
    expect(layer('three knocks on a wooden door', 'knock')?.count).toBe(3);
    expect(layer('3 gunshots', 'gun')?.count).toBe(3);
  });
});

describe('words by what stands around them', () => {
  test.each([
    ['a garage door opening', ['creak']],
    ['house door slam', ['slam']],
    ['western gunshot', ['gun']],
    ['electronic chime, notification', ['bell', 'notify']],
    ['notification pop', ['notify', 'knock']],
    ['knife stabbing flesh', ['knock', 'knock']],
    ['ambient rain', ['rain']],
    ['corporate lobby, soft piano', ['talk', 'keys']],
    ['rising electronic tone with sparkle', ['riser', 'teleport']],
    ['loud sizzling with a man speaking', ['fire', 'talk']],
  ])('a word of music is none in a prompt that asks for none: %s', (prompt, expected) => {
    expect(recipes(prompt)).toEqual(expected);
  });

  test.each([
    ['garage', 'drums'],
    ['house with crowd noise', 'drums'],
    ['garage beat with rain', 'drums'],
    ['pop, 120 bpm, crowd', 'drums'],
    ['kick and riser', 'kick'],
    ['house piano, vinyl crackle', 'keys'],
    ['brass stab and crowd', 'pad'],
  ])('and is one where it is asked for: %s', (prompt, recipe) => {
    expect(recipes(prompt)).toContain(recipe);
  });

  test.each([
    ['a sword drawn, a garage door, no music', ['whoosh', 'slam']],
    ['the rhythm of the waves', ['ocean']],
    ['a chorus of frogs', ['frogs']],
    ['energy of dubstep, piano', ['keys', 'drums', 'bass']],
  ])('what is only said of something is not heard: %s', (prompt, expected) => {
    expect(recipes(prompt).sort()).toEqual(expected.sort());
  });

  test.each([
    ['rain falls and an engine is running', ['rain', 'motor']],
    ['wind howls, a helicopter flies overhead', ['wind', 'copter']],
    ['motorcycle engine', ['motor']],
    ['roaring furnace, moaning wind', ['fire', 'wind']],
    ['gull calls, helicopter wash', ['gull', 'copter']],
    ['an airplane engine runs', ['copter']],
    ['a dog running on gravel', ['dog', 'step']],
    ['coin pickup, ascending chime', ['gamecoin', 'bell']],
    ['soft ascending digital tone', ['riser']],
    ['laser blast, single shot', ['laser']],
    ['big explosion, hard sharp bang', ['explosion']],
    ['a bang', ['gun']],
    ['big explosion, no bang', ['explosion']],
    ['no explosion, a loud bang', ['gun']],
    ['ascending notification sound', ['notify']],
    ['lighthouse, waves and a slow swell', ['ocean']],
    ['whip swish', ['whoosh']],
    ['an airy opening swell', ['riser']],
    ['ocean swell', ['ocean']],
    ['quiet sparkle wave', ['teleport']],
    ['wooden cabin ambient, wood creaks, no music', ['creak']],
    ['tape stop, an electronic tone slowing down', ['downer', 'blip']],
    ['deep sub impact, tight', ['impact']],
    ['train horn blast', ['steamwhistle']],
  ])('what a sound does, or is of, is no other sound: %s', (prompt, expected) => {
    expect(recipes(prompt)).toEqual(expected);
  });
});

test('of two tempi the one between them is meant', () => {
  expect(plan('funk groove, 105-115 BPM').bpm).toBe(110);
});

test.each(['a bell in C sharp', 'a bell in the key of C sharp', 'a bell, C#'])(
  '%s is heard in it',
  (prompt) => {
    expect(plan(prompt).key).toEqual({ pitchClass: 1, mode: 'major' });
  },
);

test('a flat is a home', () => {
  expect(parsePrompt('a dog barking in a flat').figures.key).toBeNull();
});

test('a decade is no length', () => {
  expect(plan('vintage 1960s office switch', { soundLoop: false }).seconds).toBeLessThan(10);
});

test('a length shorter than a bar is kept, whatever plays', () => {
  const once = { soundLoop: false };
  expect(plan('bright chime, 0.3 seconds', once).seconds).toBeCloseTo(0.3);
  expect(plan('short synth hit, 150 ms', once).seconds).toBeCloseTo(0.25);
  expect(plan('techno loop, 8 seconds', once).seconds).toBeGreaterThan(7);
});

describe('genres', () => {
  test('a genre is a whole band, its named parts replaced', () => {
    const { layers, understood } = plan('dark techno loop, 909 kick, acid bass');
    expect(layers.map((one) => one.recipe)).toEqual(expect.arrayContaining(['drums', 'acid']));
    expect(layers.filter((one) => one.recipe === 'bass' || one.recipe === 'kick')).toEqual([]);
    expect(layers.find((one) => one.recipe === 'drums')?.fields).toMatchObject({
      style: 'techno',
      kit: '909',
      kick: '909',
    });
    expect(understood).toEqual(['techno (dark)', '909 kick', 'acid bass']);
  });
  test('before an instrument it is only a manner of playing', () => {
    expect(recipes('lofi piano')).toEqual(['keys']);
  });
  test('sad is minor, happy is major', () => {
    expect(plan('sad piano').key.mode).toBe('minor');
    expect(plan('happy ukulele').key.mode).toBe('major');
  });
});

test('says what it did not understand', () => {
  expect(plan('rain and a florbnix quuxing').notUnderstood).toEqual(['florbnix', 'quuxing']);
});

test('a loop fills whole bars, sixty seconds at most', () => {
  expect(plan('rain', { soundTempo: 1 }).seconds).toBe(60);
  expect(plan('rain', { soundTempo: 2 }).seconds).toBe(60);
  expect(plan('a 300 second drone', { soundLoop: false }).seconds).toBe(60);
});
