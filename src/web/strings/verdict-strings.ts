// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { integer, tenths } from './format/fixed.ts';
import { orList, unitList } from './format/lists.ts';
import { percent } from './format/number-styles.ts';
import { n } from './format/plurals.ts';

export const words = {
  what: {
    what: 'What',
    asked: 'Asked',
    heard: 'Heard',
    verdict: 'Check',
    tempo: 'Tempo',
    key: 'Key',
    bars: 'Bars',
    loop: 'Loop',
    events: 'Hits',
    loudness: 'Loudness',
    peak: 'True peak',
    edges: 'Silence at edges',
  },
  grades: { match: 'Match', near: 'Near', off: 'Miss', 'cannot-tell': 'Can’t tell', heard: '' },
  measuring: 'Measuring. You can go on meanwhile.',
  notMeasured: (why: string | number): string => `It could not be measured: ${why}`,
  tryAgain: 'Try again',
  auto: 'Auto',
  any: 'Any',
  whole: 'Whole',
  seamless: 'Seamless',
  sure: (isSure: boolean, share: number): string =>
    isSure ? `sure, ${percent(share)}` : `not sure, ${percent(share)}`,
  relative: (sureness: string | number, key: string | number): string => `${sureness}; relative ${key}`,
  step: (ratio: number): string => `step ${tenths(ratio)} × its neighbours`,
  steady: 'None, a steady sound',
  silent: 'It is silent',
  silentPeak: 'Silent',
  tooShortForLoudness: 'Too short for a loudness',
  lufs: (db: string | number): string => `${db} LUFS`,
  dbtp: (db: string | number): string => `${db} dBTP`,
  overFullScale: (text: string | number): string => `${text}, over full scale`,
  allOfIt: 'All of it',
  edges: (before: string | number, after: string | number): string => `${before} before, ${after} after`,
  of: { tempo: 'tempo', key: 'key', bars: 'bars', loop: 'loop' },
  bpm: (bpm: string | number): string => `${bpm} BPM`,
  bpmOf: (octaves: readonly string[]): string => `${orList(octaves)} BPM`,
  perhapsBpm: (octaves: readonly string[]): string => `perhaps ${orList(octaves)} BPM`,
  octaveUnsure: (share: number): string => `not sure which octave; the pulse ${percent(share)}`,
  tempoReasons: {
    silent: 'tempo: it is silent',
    'too-short': 'tempo: too short to tell',
    'too-few-hits': 'tempo: too few hits to tell',
    'no-pulse': 'tempo: no steady pulse to measure',
  },
  tempoUnclear: (bpm: string | number): string => `tempo: unclear, perhaps ${bpm} BPM`,
  tempoAsAsked: (bpm: string | number): string => `${bpm} BPM as asked`,
  tempoFolded: {
    quarter: (bpm: string | number, heard: string | number): string =>
      `${bpm} BPM as asked (heard as ${heard}, a quarter of it)`,
    half: (bpm: string | number, heard: string | number): string =>
      `${bpm} BPM as asked (heard as ${heard}, half of it)`,
    double: (bpm: string | number, heard: string | number): string =>
      `${bpm} BPM as asked (heard as ${heard}, double of it)`,
    fourTimes: (bpm: string | number, heard: string | number): string =>
      `${bpm} BPM as asked (heard as ${heard}, four times of it)`,
    multiple: (bpm: string | number, heard: string | number): string =>
      `${bpm} BPM as asked (heard as ${heard}, a multiple of it)`,
  },
  tempoNear: (bpm: string | number, away: string | number, isOver: boolean, asked: string | number): string =>
    `${bpm} BPM, ${away} ${isOver ? 'over' : 'under'} the asked ${asked}`,
  tempoOff: (bpm: string | number, asked: string | number): string => `${bpm} BPM instead of ${asked}`,
  keyReasons: {
    'no-pitch': 'key: no clear pitch',
    'out-of-tune': 'key: no stable key',
    'no-key': 'key: the notes fit no key',
  },
  cents: (isSharp: boolean, cents: number): string =>
    isSharp ? `, ${integer(cents)} cents sharp` : `, ${integer(cents)} cents flat`,
  onePitch: (note: string | number, cents: string | number): string => `one pitch, ${note}${cents}`,
  tonicOf: (pitch: string | number, key: string | number): string => `${pitch}, the tonic of ${key}`,
  tooLittle: (pitch: string | number): string => `${pitch}: too little to tell the key`,
  perhapsKey: (key: string | number, other: string | number, cents: string | number): string =>
    `perhaps ${key} or ${other}${cents}`,
  keyAsAsked: (key: string | number, cents: string | number): string => `${key} as asked${cents}`,
  keyRelative: (
    asked: string | number,
    mode: string | number,
    key: string | number,
    cents: string | number,
  ): string =>
    `the notes of ${asked}, heard as its relative ${mode === 'minor' ? 'minor' : 'major'} ${key}${cents}`,
  keyUnclear: (key: string | number, other: string | number): string =>
    `key: unclear, perhaps ${key} or ${other}`,
  keyOff: (key: string | number, asked: string | number, cents: string | number): string =>
    `${key} instead of ${asked}${cents}`,
  noBars: 'bars: no tempo to count them by',
  wholeBars: (count: number): string => (count === 1 ? `${n(count)} whole bar` : `${n(count)} whole bars`),
  barsAway: (ms: string | number, isLonger: boolean, count: number): string =>
    `${ms} ms ${isLonger ? 'longer' : 'shorter'} than ${count === 1 ? `${n(count)} bar` : `${n(count)} bars`}`,
  beats: (count: number): string =>
    `${count === 1 ? `${n(count)} beat` : `${n(count)} beats`}, not a whole number of bars`,
  partBars: (count: string | number): string => `${count} bars, not a whole number`,
  seamSilent: 'loop: it is silent',
  seamShort: 'loop: too short to tell',
  seamClean: 'loops cleanly',
  seamFlaws: { gap: 'a gap', kink: 'a tick', cut: 'a sound cut off', jump: 'a jump' },
  seamAudible: (flaws: readonly string[]): string => `loop point audible: ${unitList(flaws)}`,
  seamClick: 'clicks at the loop point',
} as const;
