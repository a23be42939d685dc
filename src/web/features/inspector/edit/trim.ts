import { BEATS_PER_BAR } from '#shared/bpm.ts';

import { lengthOf, samplesIn, slice, type Pcm } from '../../../../audio/pcm.ts';
import { measureEdges, SILENCE_DBFS } from '../../../../audio/silent-edges.ts';
import { words } from '../../../strings/edit-strings.ts';
import { cannot, done, type Edit } from './edit.ts';
import { fadeIn, fadeOut } from './fade.ts';

/** A length this much short of whole bars still holds them: decoders and encoders lose a few samples. */
const SLACK_S = 0.001;

/** Cuts the end so that as many whole bars as fit are left; whole beats when there is not even one bar. */
export function trimToBars(pcm: Pcm, bpm: number, perBar = BEATS_PER_BAR): Edit {
  const beat = (60 / bpm) * pcm.sampleRate;
  const available = lengthOf(pcm) + samplesIn(pcm, SLACK_S);
  const beats = Math.floor(available / beat);
  if (beats < 1) return cannot(words.shortOfBeat(bpm));
  const bars = Math.floor(beats / perBar);
  const kept = bars > 0 ? bars * perBar : beats;
  const end = Math.min(lengthOf(pcm), Math.round(kept * beat));
  return done(slice(pcm, 0, end), bars > 0 ? words.bars(bars) : words.beats(kept), { start: 0, end });
}

const FADE_S = 0.005;

/** Takes the silence off both ends and fades the cuts, so that they do not tick. */
export function trimSilence(pcm: Pcm, dbfs = SILENCE_DBFS, fadeS = FADE_S): Edit {
  const edges = measureEdges(pcm, dbfs);
  if (edges.kind === 'silent') return cannot(words.silent);
  const margin = samplesIn(pcm, fadeS);
  const start = Math.max(0, edges.lead - margin);
  const end = Math.min(lengthOf(pcm), lengthOf(pcm) - edges.tail + margin);
  const cut = slice(pcm, start, end);
  const opened = start > 0 ? fadeIn(cut, fadeS) : cut;
  return done(end < lengthOf(pcm) ? fadeOut(opened, fadeS) : opened, undefined, { start, end });
}
