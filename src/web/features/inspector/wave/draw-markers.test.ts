import { expect, it } from 'vitest';

import { markerNames } from './draw-markers.ts';

it('names of markers stand beside their lines as far as they have room', () => {
  const markers = [
    { at: -40, name: 'before' },
    { at: 10, name: 'verse' },
    { at: 20, name: 'too near' },
    { at: 90, name: '' },
    { at: 100, name: 'a name that is much too long to be shown' },
    { at: 380, name: 'cut off' },
  ];
  const shown = markerNames(
    markers,
    (sample) => sample,
    400,
    (text) => 6 * text.length,
  );
  expect(shown).toEqual([
    { text: 'verse', x: 18, room: 30 },
    { text: 'a name that is much…', x: 108, room: 120 },
  ]);
});
