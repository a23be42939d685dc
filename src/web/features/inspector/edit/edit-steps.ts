import { lengthOf, slice, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/edit-strings.ts';
import { crossFadeSeam, cutAtZeroCrossings, smoothSeam, type LoopPoints } from './edit-seam.ts';
import { cannot, done, type Edit } from './edit.ts';
import { fadeIn, fadeOut } from './fade.ts';
import { normaliseToLoudness, normaliseToPeak } from './normalise.ts';
import { singleEvent } from './single-hit.ts';
import { trimSilence, trimToBars } from './trim.ts';

/** One thing that can be done to a sound; a plain message, since it is done in a worker. */
export type EditStep =
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

export function applyEdit(pcm: Pcm, step: EditStep): Edit {
  switch (step.do) {
    case 'bars':
      return trimToBars(pcm, step.bpm);
    case 'markers': {
      const { start, end } = step.loop;
      if (start === 0 && end === lengthOf(pcm)) return cannot(words.markersAtEnds);
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
export function nameOfEdit(step: EditStep): string {
  switch (step.do) {
    case 'bars':
      return words.steps.bars;
    case 'markers':
      return words.steps.markers;
    case 'zero':
      return words.steps.zero;
    case 'cross-fade':
      return words.steps.crossFade;
    case 'smooth':
      return words.steps.smooth;
    case 'silence':
      return words.steps.silence;
    case 'event':
      return step.which === 'first' ? words.steps.first : words.steps.best;
    case 'lufs':
      return words.steps.lufs(step.lufs);
    case 'peak':
      return words.steps.peak(step.dbtp);
    case 'fade-in':
      return words.steps.fadeIn;
    case 'fade-out':
      return words.steps.fadeOut;
  }
}
