import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { JsonSplitter, NotJson } from './split-json.ts';

function split(text: string, pieceLength = text.length || 1) {
  const splitter = new JsonSplitter(10_000);
  const parts = [];
  for (let at = 0; at < text.length; at += pieceLength)
    parts.push(...splitter.push(text.slice(at, at + pieceLength)));
  splitter.end();
  return parts.map(({ name, index, text }) => [name, index, JSON.parse(text)]);
}

test('an object of any shape, cut anywhere, is divided into its members and the elements of its lists', () => {
  const values = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.array(fc.jsonValue({ maxDepth: 4 })));
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), values, { noNullPrototype: true }),
      fc.constantFrom(0, 2),
      fc.integer({ min: 1, max: 9 }),
      (object, indent, pieceLength) => {
        const wanted = Object.entries(JSON.parse(JSON.stringify(object)) as object).flatMap(([name, value]) =>
          Array.isArray(value)
            ? value.map((one: unknown, index) => [name, index, one])
            : [[name, null, value]],
        );
        expect(split(JSON.stringify(object, null, indent), pieceLength)).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  '',
  '[]',
  '7',
  '{',
  '{"a":[1',
  '{"a":1}{"b":2}',
  '{"a":[1}]',
  '{"a" 1}',
  '{1:2}',
  '{"a":1,2}',
  '}{',
  '{"a":[1]2}',
  '{}]',
])('what is no JSON object, or only a part of one, is refused: %s', (text) => {
  expect(() => split(text)).toThrow(NotJson);
});

test('what is nested without an end is refused early', () => {
  expect(() => new JsonSplitter(10_000_000).push('{"a":' + '['.repeat(5_000_000))).toThrow(NotJson);
  expect(() => new JsonSplitter(1000).push(`{"a":"${'x'.repeat(2000)}`)).toThrow(NotJson);
});
