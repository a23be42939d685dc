import { expect, it } from 'vitest';

import { piecesOf } from './sound-source.ts';

const PART = { start: 1000, end: 700_000 };

it('the pieces of a long sound follow each other, from where it starts to its end', () => {
  const pieces = [...piecesOf(PART, 500, false)];
  expect(pieces[0]?.start).toBe(1500);
  expect(pieces.at(-1)?.end).toBe(700_000);
  expect(pieces.slice(1).map(({ start }) => start)).toEqual(pieces.slice(0, -1).map(({ end }) => end));
});

it('a loop goes on with its first sample behind its last', () => {
  const pieces = piecesOf(PART, 690_000, true);
  expect(pieces.next().value).toEqual({ start: 691_000, end: 700_000 });
  expect(pieces.next().value).toMatchObject({ start: 1000 });
});

it('what is empty has no pieces, even as a loop', () => {
  expect([...piecesOf({ start: 5, end: 5 }, 0, true)]).toEqual([]);
});
