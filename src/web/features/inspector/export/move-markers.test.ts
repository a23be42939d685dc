import { describe, expect, it } from 'vitest';

import type { TakeEdit } from '#shared/take-edits.ts';

import { NO_FACTS } from '../../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../../audio/pcm.ts';
import { applyEdits } from '../edit/apply-edits.ts';
import type { Stretcher } from '../edit/edit-steps.ts';
import { moveFacts, moveMarkers } from './move-markers.ts';

const RATE = 10_000;
const SECONDS = 4;
/** Each of these samples is one of a kind, so it can be found again. */
const PLACES = { start: 0, verse: 12_000, drop: 20_500, end: 38_000 };
const markers = Object.entries(PLACES).map(([name, at]) => ({ at, name }));

/** Two hits at 1.2 s and 2.05 s between silence. */
function twoHits(): Pcm {
  const track = new Float32Array(SECONDS * RATE);
  for (const [at, peak] of [
    [PLACES.verse, 0.9],
    [PLACES.drop, 0.5],
  ] as const)
    for (let i = 0; i < 3000; i++)
      track[at + i] = peak * Math.exp(-i / 500) * Math.sin(1 + i * 1.3 + (i * i) / 900);
  return { channels: [track], sampleRate: RATE };
}

const resized = (pcm: Pcm, length: number): Pcm => ({
  ...pcm,
  channels: pcm.channels.map((channel) =>
    Float32Array.from({ length }, (_, i) => channel[Math.floor((i * channel.length) / length)] ?? 0),
  ),
});
const stretcher: Stretcher = {
  stretch: (pcm, { length }) => resized(pcm, length),
  transpose: (pcm) => pcm,
};
const step = { id: 'a', on: true } as const;
const of = SECONDS * RATE;
const moved = (...steps: TakeEdit[]) =>
  moveMarkers(markers, applyEdits(twoHits(), steps, stretcher).steps).map(({ at, name }) => [name, at]);
const whole = Object.entries(PLACES);

const cut: TakeEdit = { ...step, kind: 'cut', start: 10_000, end: 30_000, of };
const slower: TakeEdit = { ...step, kind: 'stretch', from: 120, to: 60, beats: null, loop: false };
const loop = { start: 10_000, end: 30_000, of };

describe('the markers of a file', () => {
  it('stay where nothing comes earlier or later', () => {
    expect(
      moved(
        { ...step, kind: 'normalise', to: 'dbtp', level: -1 },
        { ...step, kind: 'fade', at: 'end', seconds: 1 },
        { ...step, kind: 'pitch', semitones: 3, loop: false },
        { ...step, kind: 'smooth' },
        { ...step, kind: 'cross-fade', ...loop, seconds: 0.1, keepsLength: true, inside: true },
      ),
    ).toEqual(whole);
  });

  it('go with what is cut and stretched', () => {
    expect(moved(cut)).toEqual([
      ['verse', 2000],
      ['drop', 10_500],
    ]);
    expect(moved(slower)).toEqual(whole.map(([name, at]) => [name, 2 * at]));
    expect(moved(slower, cut)).toEqual([
      ['verse', 4000],
      ['drop', 21_000],
    ]);
  });

  it('go with a step that finds its own places', () => {
    // 5 ms are left before the first hit.
    const tight = [
      ['verse', 50],
      ['drop', 8550],
    ];
    expect(moved({ ...step, kind: 'trim', to: 'silence' })).toEqual(tight);
    const [[name, at] = [], ...others] = moved({ ...step, kind: 'trim', to: 'first-hit' });
    expect([name, others]).toEqual(['verse', []]);
    expect(at).toBeLessThan(0.02 * RATE);
    expect(moved({ ...step, kind: 'bars', bpm: 80 })).toEqual(whole.slice(0, 3));
  });

  it('go with a loop that is folded or cut at its seam', () => {
    const inLoop = [
      ['verse', 2000],
      ['drop', 10_500],
    ];
    expect(moved({ ...step, kind: 'cross-fade', ...loop, seconds: 0.1, keepsLength: true })).toEqual(inLoop);
    const all = { start: 0, end: of, of };
    // The last 100 ms lie over the first, and the rest is stretched back.
    expect(moved({ ...step, kind: 'cross-fade', ...all, seconds: 0.1, keepsLength: true })).toEqual(
      whole.map(([name, at]) => [name, Math.round((at * 40_000) / 39_000)]),
    );
    const [[, verse = 0] = []] = moved({ ...step, kind: 'zero-crossing', ...loop });
    expect(verse).toBeGreaterThan(2000 - 0.01 * RATE);
    expect(verse).toBeLessThanOrEqual(2000);
  });

  it('have its further loops beside them, as long as they are whole', () => {
    const furtherLoops = [
      { start: 12_000, end: 14_000, kind: 1 },
      { start: 29_000, end: 34_000, kind: 0 },
    ];
    const { steps } = applyEdits(twoHits(), [cut, slower], stretcher);
    expect(moveFacts({ ...NO_FACTS, furtherLoops }, steps).furtherLoops).toEqual([
      { start: 4000, end: 8000, kind: 1 },
    ]);
  });

  it('that are regions keep what is left of them', () => {
    const regions = [
      { at: 5000, name: 'intro', length: 10_000 },
      { at: 0, name: 'gone', length: 10_000 },
      { at: 29_000, name: 'outro', length: 5000 },
    ];
    expect(moveMarkers(regions, applyEdits(twoHits(), [cut, slower], stretcher).steps)).toEqual([
      { at: 0, name: 'intro', length: 10_000 },
      { at: 38_000, name: 'outro', length: 2000 },
    ]);
  });
});
