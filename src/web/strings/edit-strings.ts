import { many } from './plurals.ts';

/** What is said of work on samples, most of it in a worker: what a version is called, what was done, why it could not be. */
export const words = {
  noAudio: 'There is no audio in it.',
  notNumbers: 'The audio holds samples that are not numbers.',
  gone: 'The audio can no longer be fetched.',
  tooLongForWav: 'Too long for a WAV file, which ends at 4 GB.',
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

  events: (count: number) => `${many(count, { one: 'event', other: 'events' })} found`,
  shorter: (samples: number) => `${many(samples, { one: 'sample', other: 'samples' })} shorter`,
  bars: (count: number) => many(count, { one: 'bar', other: 'bars' }),
  beats: (count: number) => many(count, { one: 'beat', other: 'beats' }),

  steps: {
    bars: 'Whole bars',
    markers: 'Cut to markers',
    zero: 'Zero crossings',
    crossFade: 'Cross-faded',
    smooth: 'Smoothed seam',
    silence: 'Silence trimmed',
    first: 'First event',
    best: 'Best event',
    lufs: (lufs: number) => `To ${lufs} LUFS`,
    peak: (dbtp: number) => `Peak ${dbtp} dBTP`,
    fadeIn: 'Fade in',
    fadeOut: 'Fade out',
  },
};
