import { expect, it } from 'vitest';

import { parsePrompt } from '../parse-prompt.ts';
import { guessWord } from './guess-word.ts';
import { lookUp, lookUpRelative } from './look-up-phrase.ts';

it.each([
  ['thudner', 'thunder'],
  ['gutiar', 'guitar'],
  ['footstesp', 'footsteps'],
  ['saxaphone', 'saxophone'],
  ['raindrps', 'raindrops'],
  ['harmonca', 'harmonica'],
  ['firewood', 'fire'],
  ['beachball', 'ball'],
])('%s is taken for %s', (word, meant) => {
  expect(guessWord(word)?.relative).toBe(meant);
});

it.each(['justice', 'season', 'reason', 'history', 'tablet', 'thinker'])(
  '%s is no slip of the pen',
  (word) => {
    expect(guessWord(word)).toBeNull();
  },
);

it('what is rainfast is no rain', () => {
  expect(guessWord('rainfast')).toBeNull();
});

it.each(['armour', 'armor', 'theatre', 'theater', 'bluish', 'eerier', 'tyre', 'tire'])(
  '%s is known in either spelling and in its forms',
  (word) => {
    expect(lookUp([word]) ?? lookUpRelative([word])).not.toBeNull();
  },
);

it.each([
  ['reese bass at 174', 174],
  ['garage beat at 94, dusty', 94],
  ['acid techno 138', 138],
  ['liquid drum and bass, 174', 174],
  ['juno 106 pad, deep house', null],
  ['cars on route 66', null],
  ['techno 120 or 130', null],
  ['rain at 12', null],
  ['wind at 100 mph', null],
  ['birds at 60 hz', null],
])('%s: its tempo is %s', (prompt, bpm) => {
  expect(parsePrompt(prompt).figures.bpm).toBe(bpm);
});

it('a kick tuned to F is in F', () => {
  expect(parsePrompt('hardstyle kick tuned to F').figures.key?.pitchClass).toBe(5);
});
