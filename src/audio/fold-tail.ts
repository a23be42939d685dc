import type { Pcm } from './pcm.ts';

/**
 * A loop of `length` samples out of a sound that is longer: what follows its end fades out over its start, so that they meet.
 * Equal loudness all through, whether the two are alike or not.
 */
export function foldTail(pcm: Pcm, length: number): Pcm {
  const heads = pcm.channels.map((channel) => channel.slice(0, length));
  const tails = pcm.channels.map((channel) => channel.subarray(length));
  const count = Math.min(tails[0]?.length ?? 0, length);
  const alike = likeness(heads, tails, count);
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const [mine, theirs] = [Math.sin((t * Math.PI) / 2) ** 2, Math.cos((t * Math.PI) / 2) ** 2];
    const even = 1 / Math.sqrt(mine * mine + theirs * theirs + 2 * mine * theirs * alike);
    heads.forEach((head, n) => {
      head[i] = ((head[i] ?? 0) * mine + (tails[n]?.[i] ?? 0) * theirs) * even;
    });
  }
  return { ...pcm, channels: heads };
}

/** Their correlation, from where two fades still sound even: -0.5 to 1. */
function likeness(heads: readonly Float32Array[], tails: readonly Float32Array[], count: number): number {
  let [both, mine, theirs] = [0, 0, 0];
  heads.forEach((head, n) => {
    for (let i = 0; i < count; i++) {
      const [x, y] = [head[i] ?? 0, tails[n]?.[i] ?? 0];
      both += x * y;
      mine += x * x;
      theirs += y * y;
    }
  });
  const power = Math.sqrt(mine * theirs);
  return power === 0 ? 0 : Math.max(-0.5, Math.min(1, both / power));
}
