import { expect, it } from 'vitest';

import type { TakeEdit } from '#shared/take-edits.ts';

import { moveMarkers } from './move-markers.ts';

const RATE = 1000;
const soundOf = (length: number) => ({ channels: [new Float32Array(length)], sampleRate: RATE });
const markers = [
  { at: 0, name: 'start' },
  { at: 500, name: 'verse' },
  { at: 1800, name: 'end' },
];
const step = { id: 'a', on: true } as const;
const cut: TakeEdit = { ...step, kind: 'cut', start: 400, end: 1400, of: 2000 };
const slower: TakeEdit = { ...step, kind: 'stretch', from: 120, to: 60, beats: 4, loop: true };
const moved = (steps: readonly TakeEdit[], length: number) =>
  moveMarkers(markers, steps, { original: soundOf(2000), edited: soundOf(length) });

it('markers stay where nothing comes earlier or later', () => {
  const steps: TakeEdit[] = [
    { ...step, kind: 'normalise', to: 'dbtp', level: -1 },
    { ...step, kind: 'fade', at: 'end', seconds: 1 },
    { ...step, kind: 'pitch', semitones: 3, loop: false },
  ];
  expect(moved(steps, 2000)).toEqual(markers);
});

it('markers go with what was cut and stretched; what is cut away takes its own along', () => {
  expect(moved([cut], 1000)).toEqual([{ at: 100, name: 'verse' }]);
  expect(moved([slower], 4000).map(({ at }) => at)).toEqual([0, 1000, 3600]);
  expect(moved([slower, cut], 2000)).toEqual([{ at: 200, name: 'verse' }]);
});

it('nobody knows where they belong once a step has found its own places', () => {
  const trim: TakeEdit = { ...step, kind: 'trim', to: 'silence' };
  expect(moved([trim], 2000)).toEqual([]);
  expect(moved([cut], 999)).toEqual([]);
});
