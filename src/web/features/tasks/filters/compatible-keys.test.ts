import { expect, it } from 'vitest';

import { compatibleKeys, isCompatibleSet } from './compatible-keys.ts';

it.each([
  ['Am', ['Am', 'C', 'Em', 'Dm']],
  ['C', ['C', 'Am', 'G', 'F']],
  ['C#m', ['C#m', 'E', 'G#m', 'F#m']],
  ['Any', ['Any']],
] as const)('%s goes with its relative, its fifth and its fourth', (key, keys) => {
  expect(compatibleKeys(key)).toEqual(keys);
});

it('knows a key with its compatible ones, in any order, from any other choice', () => {
  expect(isCompatibleSet(['Am', 'Dm', 'C', 'Em'])).toBe(true);
  expect(isCompatibleSet(['Am'])).toBe(false);
  expect(isCompatibleSet(['Am', 'C', 'Em', 'G'])).toBe(false);
});
