import { lengthOf, samplesIn, slice, type Pcm } from '../../../../audio/pcm.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';

const SEAM_S = 0.5;

/** The last half second of a loop and, right behind it, its first. */
export function aroundSeam(pcm: Pcm, loop: LoopPoints | null): Pcm {
  const { start, end } = loop ?? { start: 0, end: lengthOf(pcm) };
  const half = Math.min(samplesIn(pcm, SEAM_S), end - start);
  const head = slice(pcm, start, start + half);
  const channels = slice(pcm, end - half, end).channels.map((tail, n) => {
    const joined = new Float32Array(half * 2);
    joined.set(tail);
    joined.set(head.channels[n] ?? tail, half);
    return joined;
  });
  return { channels, sampleRate: pcm.sampleRate };
}

export function toBuffer(context: BaseAudioContext, pcm: Pcm): AudioBuffer {
  const buffer = context.createBuffer(pcm.channels.length, lengthOf(pcm), pcm.sampleRate);
  pcm.channels.forEach((channel, n) => buffer.copyToChannel(channel, n));
  return buffer;
}
