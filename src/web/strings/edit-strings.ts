// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { integer } from './format/fixed.ts';
import { signed } from './format/number-styles.ts';
import { n } from './format/plurals.ts';

export const words = {
  noAudio: 'There is no audio in it.',
  notNumbers: 'The audio holds samples that are not numbers.',
  gone: 'The audio can no longer be fetched.',
  tooLongForWav: 'Too long for a WAV file, which ends at 4 GB. Choose FLAC.',
  stopped: (why: string | number): string => `The work stopped: ${why}`,
  workerNotLoaded: 'its program could not be loaded. Check the connection, then try again.',
  workerUnreadable: 'its answer could not be read.',
  silent: 'It is silent throughout.',
  shortForLoudness: 'Too short for a loudness; normalise its peak.',
  shortOfBeat: (bpm: string | number): string => `Shorter than one beat at ${bpm} BPM.`,
  noEvent: 'No single hit starts in it.',
  shortForCrossFade: 'Too short to cross-fade.',
  shortForSmooth: 'Too short to smooth.',
  markersAtEnds: 'The markers already stand at both ends.',
  cutIsEmpty: 'Nothing of it lies between the markers.',
  events: (count: number): string => `${count === 1 ? `${n(count)} hit` : `${n(count)} hits`} found`,
  shorter: (samples: number): string =>
    `${samples === 1 ? `${n(samples)} sample` : `${n(samples)} samples`} shorter`,
  ceiling: (lufs: string | number, dbtp: string | number): string =>
    `${lufs} LUFS; more would pass ${dbtp} dBTP`,
  msShorter: (ms: string | number): string => `${ms} ms shorter`,
  bars: (count: number): string => (count === 1 ? `${n(count)} bar` : `${n(count)} bars`),
  beats: (count: number): string => (count === 1 ? `${n(count)} beat` : `${n(count)} beats`),
  stretched: (change: number): string => `${signed(change)} % long`,
  hitsLater: (ms: string | number): string => `hits up to ${ms} ms later`,
  slices: (count: number): string => (count === 1 ? `${n(count)} slice` : `${n(count)} slices`),
  steps: {
    bars: 'Whole bars',
    markers: 'Cut to markers',
    zero: 'Zero crossings',
    crossFade: (ms: number): string => `Cross-fade ${integer(ms)} ms`,
    smooth: 'Smooth seam',
    silence: 'Trim silence',
    'first-hit': 'First hit',
    'best-hit': 'Best hit',
    lufs: (lufs: number): string => `To ${signed(lufs)} LUFS`,
    peak: (dbtp: number): string => `Peak ${signed(dbtp)} dBTP`,
    fadeIn: (ms: number): string => `Fade in ${integer(ms)} ms`,
    fadeOut: (ms: number): string => `Fade out ${integer(ms)} ms`,
    stretch: (to: string | number): string => `Stretch to ${to} BPM`,
    pitch: (semitones: number): string => `Transpose ${signed(semitones)} st`,
    slice: 'Slice to one-shots',
    loop: 'Loop',
    oneShot: 'One-shot',
  },
} as const;
