import { mapChannels, samplesIn, type Pcm } from '../../../../audio/pcm.ts';

/** `equal-power` keeps the loudness even where two fades meet; `linear` is the plain ramp. */
export type Curve = 'equal-power' | 'linear';

const rise = (t: number, curve: Curve): number => (curve === 'linear' ? t : Math.sin((t * Math.PI) / 2));

export function fadeIn(pcm: Pcm, seconds: number, curve: Curve = 'equal-power'): Pcm {
  const count = samplesIn(pcm, seconds);
  return mapChannels(pcm, (channel) => channel.map((x, i) => (i < count ? x * rise(i / count, curve) : x)));
}

export function fadeOut(pcm: Pcm, seconds: number, curve: Curve = 'equal-power'): Pcm {
  const count = samplesIn(pcm, seconds);
  return mapChannels(pcm, (channel) =>
    channel.map((x, i, all) => {
      const left = all.length - 1 - i;
      return left < count ? x * rise(left / count, curve) : x;
    }),
  );
}
