import { cannot, done, type Edit } from '../edit/edit.ts';
import { singleEvent } from '../edit/event.ts';
import { fadeIn, fadeOut } from '../edit/fade.ts';
import { normaliseToLoudness, normaliseToPeak } from '../edit/normalise.ts';
import { crossFadeSeam, cutAtZeroCrossings, smoothSeam, type LoopPoints } from '../edit/seam.ts';
import { trimSilence, trimToBars } from '../edit/trim.ts';
import { lengthOf, slice, type Pcm } from '../pcm.ts';

/** One thing that can be done to a sound; a plain message, since it is done in a worker. */
export type Step =
  | { do: 'bars'; bpm: number }
  | { do: 'markers'; loop: LoopPoints }
  | { do: 'zero'; loop: LoopPoints }
  | { do: 'cross-fade'; seconds: number; loop: LoopPoints }
  | { do: 'smooth' }
  | { do: 'silence' }
  | { do: 'event'; which: 'first' | 'best' }
  | { do: 'lufs'; lufs: number }
  | { do: 'peak'; dbtp: number }
  | { do: 'fade-in'; seconds: number }
  | { do: 'fade-out'; seconds: number };

export function takeStep(pcm: Pcm, step: Step): Edit {
  switch (step.do) {
    case 'bars':
      return trimToBars(pcm, step.bpm);
    case 'markers': {
      const { start, end } = step.loop;
      if (start === 0 && end === lengthOf(pcm)) return cannot('The markers already stand at both ends.');
      return done(slice(pcm, start, end));
    }
    case 'zero':
      return cutAtZeroCrossings(pcm, step.loop);
    case 'cross-fade':
      return crossFadeSeam(pcm, step.seconds, step.loop);
    case 'smooth':
      return smoothSeam(pcm);
    case 'silence':
      return trimSilence(pcm);
    case 'event':
      return singleEvent(pcm, step.which);
    case 'lufs':
      return normaliseToLoudness(pcm, step.lufs);
    case 'peak':
      return normaliseToPeak(pcm, step.dbtp);
    case 'fade-in':
      return done(fadeIn(pcm, step.seconds));
    case 'fade-out':
      return done(fadeOut(pcm, step.seconds));
  }
}

/** What the new version is called. */
export function nameOfStep(step: Step): string {
  switch (step.do) {
    case 'bars':
      return 'Whole bars';
    case 'markers':
      return 'Cut to markers';
    case 'zero':
      return 'Zero crossings';
    case 'cross-fade':
      return 'Cross-faded';
    case 'smooth':
      return 'Smoothed seam';
    case 'silence':
      return 'Silence trimmed';
    case 'event':
      return step.which === 'first' ? 'First event' : 'Best event';
    case 'lufs':
      return `To ${step.lufs} LUFS`;
    case 'peak':
      return `Peak ${step.dbtp} dBTP`;
    case 'fade-in':
      return 'Fade in';
    case 'fade-out':
      return 'Fade out';
  }
}
