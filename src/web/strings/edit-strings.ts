import { many } from './plurals.ts';

const minus = (value: number | string): string => String(value).replace('-', '−');
const signed = (value: number): string => `${value > 0 ? '+' : ''}${minus(value)}`;

/** What is said of work on samples, most of it in a worker: what a step is called, what it did, why it could not. */
export const words = {
  noAudio: 'There is no audio in it.',
  notNumbers: 'The audio holds samples that are not numbers.',
  gone: 'The audio can no longer be fetched.',
  tooLongForWav: 'Too long for a WAV file, which ends at 4 GB. Choose FLAC.',
  stopped: (why: string) => `The work stopped: ${why}`,
  workerNotLoaded: 'its program could not be loaded. Check the connection, then try again.',
  workerUnreadable: 'its answer could not be read.',

  silent: 'It is silent throughout.',
  shortForLoudness: 'Too short for a loudness; normalise its peak.',
  shortOfBeat: (bpm: number) => `Shorter than one beat at ${bpm} BPM.`,
  noEvent: 'No single event starts in it.',
  shortForCrossFade: 'Too short to cross-fade.',
  shortForSmooth: 'Too short to smooth.',
  markersAtEnds: 'The markers already stand at both ends.',
  cutIsEmpty: 'Nothing of it lies between the markers.',
  isBars: (bars: string) => `It is ${bars} already.`,

  events: (count: number) => `${many(count, { one: 'hit', other: 'hits' })} found`,
  shorter: (samples: number) => `${many(samples, { one: 'sample', other: 'samples' })} shorter`,
  bars: (count: number) => many(count, { one: 'bar', other: 'bars' }),
  beats: (count: number) => many(count, { one: 'beat', other: 'beats' }),
  stretched: (ratio: number) => `${signed(Number(((ratio - 1) * 100).toFixed(1)))} % long`,
  keepsLength: 'length kept',
  slices: (count: number) => many(count, { one: 'slice', other: 'slices' }),

  steps: {
    bars: 'Whole bars',
    markers: 'Cut to markers',
    zero: 'Zero crossings',
    crossFade: (ms: number) => `Cross-fade ${Math.round(ms)} ms`,
    smooth: 'Smooth seam',
    silence: 'Trim silence',
    'first-hit': 'First hit',
    'best-hit': 'Best hit',
    lufs: (lufs: number) => `To ${minus(lufs)} LUFS`,
    peak: (dbtp: number) => `Peak ${minus(dbtp)} dBTP`,
    fadeIn: (ms: number) => `Fade in ${Math.round(ms)} ms`,
    fadeOut: (ms: number) => `Fade out ${Math.round(ms)} ms`,
    stretch: (from: number, to: number) => `Stretch ${from} → ${to} BPM`,
    pitch: (semitones: number) => `Transpose ${signed(semitones)} st`,
    slice: 'Slice to one-shots',
  },
};
