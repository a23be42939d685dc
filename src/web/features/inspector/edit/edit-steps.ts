import type { TakeEdit } from '#shared/take-edits.ts';

import { lengthOf, slice, type Pcm } from '../../../../audio/pcm.ts';
import type { StretchOptions, TransposeOptions } from '../../../../audio/stretch/stretch-sound.ts';
import { words } from '../../../strings/edit-strings.ts';
import {
  crossFadeInside,
  crossFadeSeam,
  cutAtZeroCrossings,
  smoothSeam,
  type LoopPoints,
} from './edit-seam.ts';
import { cannot, done, type Edit } from './edit.ts';
import { fadeIn, fadeOut } from './fade.ts';
import { normaliseToLoudness, normaliseToPeak } from './normalise.ts';
import { singleEvent } from './single-hit.ts';
import { trimSilence, trimToBars } from './trim.ts';
import { fittedLength } from './tune.ts';

export interface Stretcher {
  stretch(pcm: Pcm, options: Omit<StretchOptions, 'onProgress'>): Pcm;
  transpose(pcm: Pcm, options: Omit<TransposeOptions, 'onProgress'>): Pcm;
}

/** One step, on what the steps before it made. */
export function applyEdit(pcm: Pcm, edit: TakeEdit, stretcher: Stretcher): Edit {
  switch (edit.kind) {
    case 'bars':
      return trimToBars(pcm, edit.bpm, edit.perBar);
    case 'trim':
      if (edit.to === 'silence') return trimSilence(pcm);
      return singleEvent(pcm, edit.to === 'first-hit' ? 'first' : 'best');
    case 'cut': {
      const kept = within(lengthOf(pcm), edit);
      const { start, end } = kept;
      if (start === 0 && end === lengthOf(pcm)) return cannot(words.markersAtEnds);
      return end - start < 2 ? cannot(words.cutIsEmpty) : done(slice(pcm, start, end), undefined, kept);
    }
    case 'zero-crossing':
      return cutAtZeroCrossings(pcm, within(lengthOf(pcm), edit));
    case 'cross-fade':
      return crossFade(pcm, edit, stretcher);
    case 'smooth':
      return smoothSeam(pcm);
    case 'normalise':
      return edit.to === 'lufs' ? normaliseToLoudness(pcm, edit.level) : normaliseToPeak(pcm, edit.level);
    case 'fade':
      return done(edit.at === 'start' ? fadeIn(pcm, edit.seconds) : fadeOut(pcm, edit.seconds));
    case 'stretch': {
      const length = fittedLength(lengthOf(pcm), pcm.sampleRate, edit);
      return done(
        stretcher.stretch(pcm, { length, isLoop: edit.loop }),
        words.stretched(Math.round((length / lengthOf(pcm) - 1) * 1000) / 10),
      );
    }
    case 'pitch':
      return done(stretcher.transpose(pcm, { semitones: edit.semitones, isLoop: edit.loop }));
    case 'slice':
      return done(pcm, words.slices(edit.cuts.length - edit.dropped.length));
    case 'meant':
      return done(pcm);
  }
}

/** A range that was chosen on a sound of another length: the same part of this one. */
function within(
  length: number,
  { start, end, of = length }: LoopPoints & { of?: number | undefined },
): LoopPoints {
  const here = (sample: number) => Math.min(length, of === 0 ? 0 : Math.round((sample * length) / of));
  return { start: here(start), end: here(end) };
}

/** A cross-fade that has nothing beyond the loop to blend in makes it shorter; then it is stretched back, and what stood near its end comes later by up to the fade. */
function crossFade(pcm: Pcm, edit: Extract<TakeEdit, { kind: 'cross-fade' }>, stretcher: Stretcher): Edit {
  const points = within(lengthOf(pcm), edit);
  if (edit.inside === true) return crossFadeInside(pcm, edit.seconds, points);
  const faded = crossFadeSeam(pcm, edit.seconds, points);
  const length = points.end - points.start;
  if (faded.kind === 'cannot' || !edit.keepsLength || lengthOf(faded.pcm) === length) return faded;
  const laterS = (length - lengthOf(faded.pcm)) / pcm.sampleRate;
  const stretched = stretcher.stretch(faded.pcm, { length, isLoop: true });
  return done(stretched, words.hitsLater(Math.round(laterS * 1000)), faded.kept);
}

/** What the step is called. */
export function nameOfEdit(edit: TakeEdit): string {
  const { steps } = words;
  switch (edit.kind) {
    case 'bars':
      return steps.bars;
    case 'trim':
      return steps[edit.to];
    case 'cut':
      return steps.markers;
    case 'zero-crossing':
      return steps.zero;
    case 'cross-fade':
      return steps.crossFade(edit.seconds * 1000);
    case 'smooth':
      return steps.smooth;
    case 'normalise':
      return edit.to === 'lufs' ? steps.lufs(edit.level) : steps.peak(edit.level);
    case 'fade':
      return edit.at === 'start' ? steps.fadeIn(edit.seconds * 1000) : steps.fadeOut(edit.seconds * 1000);
    case 'stretch':
      return steps.stretch(Math.round(edit.to * 10) / 10);
    case 'pitch':
      return steps.pitch(edit.semitones);
    case 'slice':
      return steps.slice;
    case 'meant':
      return edit.loop ? steps.loop : steps.oneShot;
  }
}
