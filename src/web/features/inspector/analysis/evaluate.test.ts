import { describe, expect, it } from 'vitest';

import type { Bars } from './bars.ts';
import { beatsPerBar, measureBars } from './bars.ts';
import { evaluateBars, evaluateKey, evaluateTempo, tempiForForm } from './evaluate.ts';
import type { MeasuredKey, RealKey } from './measure-key.ts';
import { relativeOf } from './measure-key.ts';
import type { Tempo } from './measure-tempo.ts';

const tempo = (bpm: number, confidence = 1, octaves = [bpm]): Tempo => ({
  kind: 'measured',
  bpm,
  confidence,
  octaves,
  isOctaveSure: octaves.length === 1,
  pulses: [{ bpm, score: 0.9 }],
});
/** A pulse that counts as no tempo, its fourfold, and what is neither. */
const beatAndItsQuarter: Tempo = {
  kind: 'measured',
  bpm: 110,
  confidence: 0,
  octaves: [110],
  isOctaveSure: false,
  pulses: [
    { bpm: 41.25, score: 0.84 },
    { bpm: 165.03, score: 0.8 },
    { bpm: 110, score: 0.79 },
  ],
};
const key = (name: RealKey, confidence = 1, tuningCents = 0): MeasuredKey => ({
  kind: 'measured',
  key: name,
  confidence,
  relative: relativeOf(name),
  second: relativeOf(name),
  tuningCents,
});

it.each<[Tempo, number | null, string, string]>([
  [tempo(128.2), 128, 'match', '128 BPM as asked'],
  [tempo(160.1), 80, 'match', '80 BPM as asked (heard as 160.1, double of it)'],
  [tempo(64), 128, 'match', '128 BPM as asked (heard as 64, half of it)'],
  [tempo(75), 300, 'match', '300 BPM as asked (heard as 75, a quarter of it)'],
  [tempo(80), 10, 'match', '10 BPM as asked (heard as 80, a multiple of it)'],
  [tempo(126), 128, 'near', '126 BPM, 2 under the asked 128'],
  [tempo(65), 128, 'near', '130 BPM, 2 over the asked 128'],
  [tempo(100), 128, 'off', '100 BPM instead of 128'],
  [tempo(100, 0.3), 128, 'cannot-tell', 'tempo: unclear, perhaps 100 BPM'],
  [{ kind: 'cannot-tell', reason: 'no-pulse' }, 128, 'cannot-tell', 'tempo: no steady pulse to measure'],
  [tempo(100), null, 'heard', '100 BPM'],
  [tempo(100, 0.3), null, 'heard', 'perhaps 100 BPM'],
  [tempo(125, 1, [125, 62.5]), null, 'heard', '125 or 62.5 BPM'],
  [tempo(87, 0.3, [87, 174]), null, 'heard', 'perhaps 87 or 174 BPM'],
  [tempo(87, 1, [87, 174]), 174, 'match', '174 BPM as asked'],
  [tempo(87, 1, [87, 174]), 172, 'near', '174 BPM, 2 over the asked 172'],
  [tempo(87, 1, [87, 174]), 150, 'off', '174 BPM instead of 150'],
  [
    {
      kind: 'measured',
      bpm: 100,
      confidence: 0.1,
      octaves: [100],
      isOctaveSure: false,
      pulses: [
        { bpm: 100, score: 0.9 },
        { bpm: 133.2, score: 0.89 },
      ],
    },
    133,
    'match',
    '133 BPM as asked',
  ],
  [beatAndItsQuarter, 165, 'match', '165 BPM as asked'],
  [beatAndItsQuarter, 118, 'cannot-tell', 'tempo: unclear, perhaps 110 BPM'],
])('tempo %o, asked %o: %s', (heard, asked, grade, text) => {
  expect(evaluateTempo(heard, asked)).toEqual({ grade, text });
});

it.each<[number[], number | null, number[]]>([
  [[125, 62.5], null, [125]],
  [[62.48], null, [125]],
  [[62, 124], null, [62, 124]],
  [[119.92, 59.96], null, [120, 60]],
  [[174, 87], 174, [174]],
  [[87, 174], 174, [174]],
  [[62.5, 125], 62.5, [125]],
  [[87, 174], 140, [87, 174]],
  [[185.5], null, [186]],
  [[128.4], null, [128]],
  [[125], 250, [250]],
  [[87], 174, [174]],
])('of %j, asked %o, the form may take %j', (octaves, asked, tempi) => {
  const [bpm = 0] = octaves;
  expect(tempiForForm(tempo(bpm, 1, octaves), asked)).toEqual(tempi);
  expect(tempiForForm(tempo(bpm, 0.5, octaves), asked)).toEqual([]);
});

it.each<[MeasuredKey, Parameters<typeof evaluateKey>[1], string, string]>([
  [key('Am'), 'Am', 'match', 'Am as asked'],
  [key('C'), 'Am', 'near', 'the notes of Am, heard as its relative major C'],
  [key('Em'), 'Am', 'off', 'Em instead of Am'],
  [key('Em', 0.2), 'Am', 'cannot-tell', 'key: unclear, perhaps Em or G'],
  [key('D#m', 1, -32), 'D#m', 'match', 'D♯m / E♭m as asked, 32 cents flat'],
  [key('Am'), 'Any', 'heard', 'Am'],
  [key('Am', 0.2), null, 'heard', 'perhaps Am or C'],
  [{ kind: 'pitch', pitchClass: 9, tuningCents: 0 }, 'Am', 'match', 'one pitch, A, the tonic of Am'],
  [
    { kind: 'pitch', pitchClass: 4, tuningCents: 0 },
    'Am',
    'cannot-tell',
    'one pitch, E: too little to tell the key',
  ],
  [{ kind: 'cannot-tell', reason: 'no-pitch' }, 'Am', 'cannot-tell', 'key: no clear pitch'],
])('key %o, asked %o: %s', (heard, asked, grade, text) => {
  expect(evaluateKey(heard, asked)).toEqual({ grade, text });
});

describe('bars', () => {
  const barsOf = (seconds: number, bpm: number | null, perBar?: number): Bars =>
    measureBars(
      { channels: [new Float32Array(Math.round(seconds * 48000))], sampleRate: 48000 },
      bpm,
      perBar,
    );

  it.each([
    [8, 120, 'match', '4 whole bars'],
    [8.046, 120, 'near', '46 ms longer than 4 bars'],
    [7.98, 120, 'near', '20 ms shorter than 4 bars'],
    [3, 120, 'near', '6 beats, not a whole number of bars'],
    [6.8, 120, 'off', '3.4 bars, not a whole number'],
    [0.2, 120, 'off', '0.1 bars, not a whole number'],
    [8, null, 'cannot-tell', 'bars: no tempo to count them by'],
  ])('%d s at %o BPM: %s', (seconds, bpm, grade, text) => {
    expect(evaluateBars(barsOf(seconds, bpm))).toEqual({ grade, text });
  });

  it('are as long as the metre of the file says', () => {
    expect(evaluateBars(barsOf(6, 120, beatsPerBar([3, 4])))?.text).toBe('4 whole bars');
    expect(evaluateBars(barsOf(6, 120, beatsPerBar([6, 8])))?.text).toBe('4 whole bars');
    expect(
      [null, [4, 4], [7, 8], [1, 4], [0, 4]].map((metre) => beatsPerBar(metre as [number, number])),
    ).toEqual([4, 4, 4, 4, 4]);
  });
});
