import { describe, expect, it } from 'vitest';

import type { Pcm } from '../../../audio/pcm.ts';
import type { BenchSound } from './inspected-sound.ts';
import {
  benchReducer,
  currentStrip,
  emptyBench,
  shownVersion,
  snapToBars,
  type BenchAction,
} from './inspector-state.ts';

const RATE = 44_100;
const silence = (length: number): Pcm => ({ channels: [new Float32Array(length)], sampleRate: RATE });
const aSound = (id: string): BenchSound => ({
  id,
  source: id,
  title: id,
  asked: { bpm: 120, key: 'Am', loop: true },
  from: null,
  keep: null,
});
const bars = 2 * 2 * RATE;
const decoded = (id: string, length = bars): BenchAction => ({
  type: 'decoded',
  id,
  decoded: { pcm: silence(length), gapless: { start: 0, end: length, by: 'none', cutS: 0 } },
});
const after = (...actions: BenchAction[]) => actions.reduce(benchReducer, emptyBench);
const open: BenchAction = { type: 'open', sounds: [aSound('a'), aSound('b')], at: 'b' };
const fix = (name: string): BenchAction => ({ type: 'fixed', id: 'b', name, note: null, pcm: silence(9) });
const stripOf = (...actions: BenchAction[]) => currentStrip(after(open, decoded('b'), ...actions));
const shown = (...actions: BenchAction[]) => {
  const strip = stripOf(...actions);
  return strip && shownVersion(strip)?.name;
};

describe('a fix', () => {
  it('is a new version that is shown; the original stays', () => {
    expect(stripOf(fix('Fade in'))?.versions.map(({ name }) => name)).toEqual(['Original', 'Fade in']);
    expect(shown(fix('Fade in'))).toBe('Fade in');
  });

  it('is what A/B goes back to', () => {
    expect(stripOf(fix('one'), fix('two'), { type: 'show', id: 'b', key: 0 })?.lastFix).toBe(2);
  });

  it('can be thrown away, the original cannot', () => {
    const thrown: BenchAction = { type: 'discard', id: 'b', key: 1 };
    expect(shown(fix('one'), thrown)).toBe('Original');
    expect(stripOf(fix('one'), thrown)?.lastFix).toBeNull();
    expect(shown({ type: 'discard', id: 'b', key: 0 })).toBe('Original');
  });
});

it('opening the bench again keeps what was worked on', () => {
  expect(currentStrip(after(open, decoded('b'), fix('one'), open))?.versions).toHaveLength(2);
});

it('the last sound taken off leaves an empty bench', () => {
  const emptied = after(open, { type: 'clear', id: 'b' }, { type: 'clear', id: 'a' });
  expect(emptied).toEqual(emptyBench);
});

describe('loop markers', () => {
  it('go to whole bars when the length is nearly that', () => {
    expect(snapToBars({ start: 0, end: bars + 900 }, silence(bars + 900), 120)).toEqual({
      start: 0,
      end: bars,
    });
  });

  it('stay where the length is nothing like whole bars, or no BPM was asked', () => {
    const loop = { start: 0, end: bars + 20_000 };
    expect(snapToBars(loop, silence(loop.end), 120)).toBe(loop);
    expect(snapToBars(loop, silence(loop.end), null)).toBe(loop);
  });
});
