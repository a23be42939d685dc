import { many } from './plurals.ts';

const bars = (count: number): string => many(count, { one: 'bar', other: 'bars' });

/** What is said of a sound that was measured, and of what was done to it. Short: the lines stand in a table, or joined in one. */
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
  grades: {
    match: 'Match',
    near: 'Near',
    off: 'Miss',
    'cannot-tell': 'Can’t tell',
    heard: '',
  },
  measuring: 'Measuring. You can go on meanwhile.',
  notMeasured: (why: string) => `It could not be measured: ${why}`,
  tryAgain: 'Try again',
  auto: 'Auto',
  any: 'Any',
  whole: 'Whole',
  seamless: 'Seamless',
  sure: (isSure: boolean, share: number) => `${isSure ? 'sure' : 'not sure'}, ${Math.round(share * 100)} %`,
  relative: (sureness: string, key: string) => `${sureness}; relative ${key}`,
  step: (ratio: number) => `step ${ratio.toFixed(1)} × its neighbours`,
  steady: 'None, a steady sound',
  silent: 'It is silent',
  silentPeak: 'Silent',
  tooShortForLoudness: 'Too short for a loudness',
  lufs: (db: string) => `${db} LUFS`,
  dbtp: (db: string) => `${db} dBTP`,
  overFullScale: (text: string) => `${text}, over full scale`,
  allOfIt: 'All of it',
  edges: (before: string, after: string) => `${before} before, ${after} after`,

  /** Each may begin with what it is of, for the one line; the table takes that off. */
  of: ['tempo', 'key', 'bars', 'loop'],
  bpm: (bpm: number | string) => `${bpm} BPM`,
  /** The octaves in which it might be counted. */
  bpmOf: (octaves: readonly string[]) => `${octaves.join(' or ')} BPM`,
  perhapsBpm: (octaves: readonly string[]) => `perhaps ${octaves.join(' or ')} BPM`,
  octaveUnsure: (share: number) => `not sure which octave; the pulse ${Math.round(share * 100)} %`,
  tempoReasons: {
    silent: 'tempo: it is silent',
    'too-short': 'tempo: too short to tell',
    'too-few-hits': 'tempo: too few hits to tell',
    'no-pulse': 'tempo: no steady pulse to measure',
  },
  tempoUnclear: (bpm: string) => `tempo: unclear, perhaps ${bpm} BPM`,
  tempoAsAsked: (bpm: number) => `${bpm} BPM as asked`,
  tempoFolded: (bpm: number, heard: string, times: number) =>
    `${bpm} BPM as asked (heard as ${heard}, ${{ [-2]: 'a quarter', [-1]: 'half', 1: 'double', 2: 'four times' }[times] ?? 'a multiple'} of it)`,
  tempoNear: (bpm: string, away: string, isOver: boolean, asked: number) =>
    `${bpm} BPM, ${away} ${isOver ? 'over' : 'under'} the asked ${asked}`,
  tempoOff: (bpm: string, asked: number) => `${bpm} BPM instead of ${asked}`,

  keyReasons: {
    'no-pitch': 'key: no clear pitch',
    'out-of-tune': 'key: no stable key',
    'no-key': 'key: the notes fit no key',
  },
  cents: (cents: number) => `, ${Math.round(Math.abs(cents))} cents ${cents > 0 ? 'sharp' : 'flat'}`,
  onePitch: (note: string, cents: string) => `one pitch, ${note}${cents}`,
  tonicOf: (pitch: string, key: string) => `${pitch}, the tonic of ${key}`,
  tooLittle: (pitch: string) => `${pitch}: too little to tell the key`,
  perhapsKey: (key: string, other: string, cents: string) => `perhaps ${key} or ${other}${cents}`,
  keyAsAsked: (key: string, cents: string) => `${key} as asked${cents}`,
  keyRelative: (asked: string, mode: 'minor' | 'major', key: string, cents: string) =>
    `the notes of ${asked}, heard as its relative ${mode === 'minor' ? 'minor' : 'major'} ${key}${cents}`,
  keyUnclear: (key: string, other: string) => `key: unclear, perhaps ${key} or ${other}`,
  keyOff: (key: string, asked: string, cents: string) => `${key} instead of ${asked}${cents}`,

  noBars: 'bars: no tempo to count them by',
  wholeBars: (count: number) => many(count, { one: 'whole bar', other: 'whole bars' }),
  barsAway: (ms: number, isLonger: boolean, count: number) =>
    `${ms} ms ${isLonger ? 'longer' : 'shorter'} than ${bars(count)}`,
  beats: (count: number) => `${many(count, { one: 'beat', other: 'beats' })}, not a whole number of bars`,
  partBars: (count: string) => `${count} bars, not a whole number`,

  seamSilent: 'loop: it is silent',
  seamShort: 'loop: too short to tell',
  seamClean: 'loops cleanly',
  seamFlaws: { gap: 'a gap', kink: 'a tick', cut: 'a sound cut off', jump: 'a jump' },
  seamAudible: (flaws: readonly string[]) => `loop point audible: ${flaws.join(', ')}`,
  seamClick: 'clicks at the loop point',
};
