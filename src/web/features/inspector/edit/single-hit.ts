import { durationOf, fromDb, lengthOf, levelAt, samplesIn, slice, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/edit-strings.ts';
import { measureBandLevels } from '../analysis/band-levels.ts';
import { findEvents } from '../analysis/find-events.ts';
import { attackOf } from '../analysis/find-hits.ts';
import type { Onset } from '../analysis/onsets.ts';
import { cannot, done, type Edit } from './edit.ts';
import { fadeIn, fadeOut } from './fade.ts';

const PRE_ROLL_S = 0.004;
const TAIL_DB = -55;
const FADE_OUT_S = 0.01;
/** Longer than this a tail is no better for being longer. */
const LONG_TAIL_S = 1.5;

/** Cuts one event out of a sound: the first, or the strongest that has room to ring. */
export function singleEvent(pcm: Pcm, which: 'first' | 'best'): Edit {
  const onsets = findEvents(measureBandLevels(pcm));
  const first = onsets[0];
  if (!first) return cannot(words.noEvent);
  const chosen = which === 'first' ? first : bestOf(onsets, durationOf(pcm));
  const next = onsets[onsets.indexOf(chosen) + 1];
  const start = Math.max(0, attackOf(pcm, chosen.seconds) - samplesIn(pcm, PRE_ROLL_S));
  const limit = next ? attackOf(pcm, next.seconds) - samplesIn(pcm, PRE_ROLL_S) : lengthOf(pcm);
  const end = endOfTail(pcm, start, Math.max(limit, start + 1));
  const cut = slice(pcm, start, end);
  const fadeS = Math.min(FADE_OUT_S, durationOf(cut) / 4);
  const faded = fadeOut(start > 0 ? fadeIn(cut, PRE_ROLL_S / 2) : cut, fadeS);
  return done(faded, words.events(onsets.length), { start, end });
}

function bestOf(onsets: Onset[], durationS: number): Onset {
  const worth = (onset: Onset, i: number) => {
    const room = (onsets[i + 1]?.seconds ?? durationS) - onset.seconds;
    return onset.strength * Math.min(LONG_TAIL_S, room);
  };
  return onsets.reduce((best, onset, i) =>
    worth(onset, i) > worth(best, onsets.indexOf(best)) ? onset : best,
  );
}

export function endOfTail(pcm: Pcm, start: number, limit: number): number {
  let peak = 0;
  for (let i = start; i < limit; i++) peak = Math.max(peak, levelAt(pcm, i));
  const floor = peak * fromDb(TAIL_DB);
  for (let i = limit - 1; i > start; i--)
    if (levelAt(pcm, i) > floor) return Math.min(limit, i + samplesIn(pcm, FADE_OUT_S));
  return limit;
}
