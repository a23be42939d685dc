import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutText, parseExactJson, sharedPrompt } from './text.ts';

describe('cutText', () => {
  it.each([
    ['soft rain', 4, 'soft'],
    ['soft', 4, 'soft'],
    ['𞤢𞤣𞤤', 2, '𞤢𞤣'],
    ['a𠀀𠀀', 2, 'a𠀀'],
    ['a\ud800b', 3, 'a\ufffdb'],
    ['', 5, ''],
    ['abc', 0, ''],
  ])('of %j to %i code points is %j', (text, max, cut) => {
    expect(cutText(text, max)).toBe(cut);
  });

  it('is well-formed and never longer, whatever is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, max) => {
        const cut = cutText(text, max);
        expect(cut.isWellFormed()).toBe(true);
        expect(Array.from(cut).length).toBeLessThanOrEqual(max);
        expect(text.toWellFormed().startsWith(cut)).toBe(true);
      }),
    );
  });
});

describe('parseExactJson', () => {
  it.each([
    ['{"taskId":1985432109876543211}', { taskId: '1985432109876543211' }],
    ['[123456789012345678901234567890]', ['123456789012345678901234567890']],
    ['{"a":9007199254740991}', { a: 9007199254740991 }],
    ['{"a":1.5,"b":1e3,"c":-2}', { a: 1.5, b: 1000, c: -2 }],
    ['"\\ud800x"', '\ufffdx'],
    ['"\\ud83c\\udfb5"', '🎵'],
  ])('reads %s', (text, value) => {
    expect(parseExactJson(text)).toEqual(value);
  });

  it('refuses what is no JSON', () => {
    expect(() => parseExactJson('{"a":')).toThrow(SyntaxError);
  });
});

it.each([
  [['', 'heavy rain', ''], 'heavy rain'],
  [['Rain', 'heavy rain', null], 'Rain\nheavy rain'],
  [['heavy rain', 'heavy rain', undefined], 'heavy rain'],
  [[' ', 'look: https://a.example/b', 'https://a.example/b'], 'look: https://a.example/b'],
  [[null, null, null], ''],
] as const)('what is shared as %j is the prompt %j', ([title, text, url], prompt) => {
  expect(sharedPrompt(title, text, url)).toBe(prompt);
});
