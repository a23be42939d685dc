import { mapChannels, samplesIn, type Pcm } from '../../../../audio/pcm.ts';

/** Equal power keeps the loudness even where two fades meet. */
const rise = (t: number): number => Math.sin((t * Math.PI) / 2);

export function fadeIn(pcm: Pcm, seconds: number): Pcm {
  const count = samplesIn(pcm, seconds);
  return mapChannels(pcm, (channel) => channel.map((x, i) => (i < count ? x * rise(i / count) : x)));
}

export function fadeOut(pcm: Pcm, seconds: number): Pcm {
  const count = samplesIn(pcm, seconds);
  return mapChannels(pcm, (channel) =>
    channel.map((x, i, all) => {
      const left = all.length - 1 - i;
      return left < count ? x * rise(left / count) : x;
    }),
  );
}
