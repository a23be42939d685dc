import { lengthOf, mapChannels, samplesIn, slice, type Pcm, type Samples } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/edit-strings.ts';
import { cannot, done, type Edit } from './edit.ts';

export interface LoopPoints {
  start: number;
  /** The first sample not played. */
  end: number;
}

const SEARCH_S = 0.01;

/** Moves both loop points inwards, by 10 ms at most, to where the wave passes zero in the same direction at a like slope. */
function toZeroCrossings(pcm: Pcm, points: LoopPoints): LoopPoints {
  const reach = Math.min(samplesIn(pcm, SEARCH_S), Math.floor((points.end - points.start) / 4));
  const starts = crossings(pcm, points.start, points.start + reach);
  const ends = crossings(pcm, points.end - reach, points.end);
  let best = points;
  let bestCost = joinCost(pcm, points);
  for (const start of starts)
    for (const end of ends) {
      const cost = joinCost(pcm, { start, end });
      if (cost < bestCost) {
        best = { start, end };
        bestCost = cost;
      }
    }
  return best;
}

export function cutAtZeroCrossings(pcm: Pcm, points: LoopPoints = { start: 0, end: lengthOf(pcm) }): Edit {
  const { start, end } = toZeroCrossings(pcm, points);
  const moved = points.end - points.start - (end - start);
  return done(slice(pcm, start, end), words.shorter(moved), { start, end });
}

const mid = (pcm: Pcm, i: number): number =>
  pcm.channels.reduce((sum, channel) => sum + (channel[i] ?? 0), 0);

/** Indices of the first sample after each upward pass through zero. */
function crossings(pcm: Pcm, from: number, to: number): number[] {
  const found: number[] = [];
  for (let i = Math.max(1, from); i < Math.min(to, lengthOf(pcm)); i++)
    if (mid(pcm, i - 1) < 0 && mid(pcm, i) >= 0) found.push(i);
  return found;
}

/** How far the join is from how the wave would have gone on, in value and in slope, in the worst channel. */
function joinCost(pcm: Pcm, { start, end }: LoopPoints): number {
  return Math.max(
    ...pcm.channels.map((channel) => {
      const at = (i: number) => channel[i] ?? 0;
      const expected = 2 * at(end - 1) - at(end - 2);
      const slope = at(start + 1) - at(start) - (at(end - 1) - at(end - 2));
      return Math.abs(at(start) - expected) + Math.abs(slope);
    }),
  );
}

/**
 * Equal-power cross-fade of the seam. What follows the loop's end, or else what precedes its start, is blended in, so that
 * the length stays; a loop that fills the whole sound is laid over itself instead and gets shorter by the fade.
 */
export function crossFadeSeam(
  pcm: Pcm,
  seconds: number,
  points: LoopPoints = { start: 0, end: lengthOf(pcm) },
): Edit {
  const { start, end } = points;
  const fade = Math.min(samplesIn(pcm, seconds), Math.floor((end - start) / 2));
  if (fade < 2) return cannot(words.shortForCrossFade);
  const after = Math.min(fade, lengthOf(pcm) - end);
  const before = Math.min(fade, start);
  if (after >= fade)
    return done(
      mapChannels(pcm, (all) => blend(all.slice(start, end), all.subarray(end, end + fade), 'head')),
      undefined,
      points,
    );
  if (before >= fade)
    return done(
      mapChannels(pcm, (all) => blend(all.slice(start, end), all.subarray(start - fade, start), 'tail')),
      undefined,
      points,
    );
  const shorter = end - fade;
  return done(
    mapChannels(pcm, (all) => blend(all.slice(start, shorter), all.subarray(shorter, end), 'head')),
    words.msShorter(Math.round((fade / pcm.sampleRate) * 1000)),
    { start, end: shorter },
  );
}

/** Equal-power cross-fade of a loop within a sound: what precedes its start is blended into its end, and all else stays. */
export function crossFadeInside(pcm: Pcm, seconds: number, { start, end }: LoopPoints): Edit {
  const fade = Math.min(samplesIn(pcm, seconds), start, Math.floor((end - start) / 2));
  if (fade < 2) return cannot(words.shortForCrossFade);
  return done(
    mapChannels(pcm, (all) => {
      const out = all.slice();
      blend(out.subarray(0, end), all.slice(start - fade, start), 'tail');
      return out;
    }),
  );
}

/** Lets `other` fade out over the head of `loop`, or fade in over its tail. */
function blend(loop: Samples, other: Samples, where: 'head' | 'tail'): Samples {
  const count = other.length;
  const offset = where === 'head' ? 0 : loop.length - count;
  for (let i = 0; i < count; i++) {
    const t = ((i + 0.5) / count) * (Math.PI / 2);
    const [mine, theirs] = where === 'head' ? [Math.sin(t), Math.cos(t)] : [Math.cos(t), Math.sin(t)];
    loop[offset + i] = (loop[offset + i] ?? 0) * mine + (other[i] ?? 0) * theirs;
  }
  return loop;
}

/** Bends both ends towards each other so that they meet; the length stays to the sample. */
export function smoothSeam(pcm: Pcm, seconds = 0.005): Edit {
  const count = Math.min(samplesIn(pcm, seconds), Math.floor(lengthOf(pcm) / 4));
  if (count < 2) return cannot(words.shortForSmooth);
  return done(
    mapChannels(pcm, (channel) => {
      const out = channel.slice();
      const n = out.length;
      // Where the wave would stand one sample after its end, were it to go on as it was.
      const expected = 2 * (out[n - 1] ?? 0) - (out[n - 2] ?? 0);
      const half = ((out[0] ?? 0) - expected) / 2;
      for (let i = 0; i < count; i++) {
        const share = 0.5 + 0.5 * Math.cos((Math.PI * i) / count);
        out[i] = (out[i] ?? 0) - half * share;
        out[n - 1 - i] = (out[n - 1 - i] ?? 0) + half * share;
      }
      return out;
    }),
  );
}
