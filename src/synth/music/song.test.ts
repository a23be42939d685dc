import { expect, test } from 'vitest';

import { colourTone, homeTone, type Song } from './song.ts';
import { chordIn, type Key } from './theory.ts';

const C: Key = { pitchClass: 0, mode: 'major' };
const Am: Key = { pitchClass: 9, mode: 'minor' };
const songIn = (key: Key) => ({ key }) as Song;

test.each([
  [C, 0, 0],
  [C, 3, 0],
  [C, 5, 0],
  [C, 4, 7],
  [Am, 5, 9],
  [Am, 3, 9],
])('the home note of the chord is the tonic where it has it, else its root', (key, degree, note) => {
  expect(homeTone(songIn(key), chordIn(key, degree, 'triad'))).toBe(note);
});

test('only the first chord tells major from minor', () => {
  expect(colourTone(songIn(C), chordIn(C, 0, 'triad'))).toBe(4);
  expect(colourTone(songIn(Am), chordIn(Am, 0, 'triad'))).toBe(0);
  expect(colourTone(songIn(C), chordIn(C, 5, 'triad'))).toBe(0);
});
