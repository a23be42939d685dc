/** One channel. Backed by a plain ArrayBuffer, so that it can be handed to a worker. */
export type Samples = Float32Array<ArrayBuffer>;

/** Decoded audio; every channel has the same length. Never changed in place: who edits makes a new one. */
export interface Pcm {
  readonly channels: readonly Samples[];
  readonly sampleRate: number;
}

export const lengthOf = (pcm: Pcm): number => pcm.channels[0]?.length ?? 0;
export const durationOf = (pcm: Pcm): number => lengthOf(pcm) / pcm.sampleRate;
export const samplesIn = (pcm: Pcm, seconds: number): number => Math.round(seconds * pcm.sampleRate);

export const toDb = (gain: number): number => 20 * Math.log10(gain);
export const fromDb = (db: number): number => 10 ** (db / 20);

/** The samples from `start` up to, not including, `end`. */
export function slice(pcm: Pcm, start: number, end: number): Pcm {
  return { ...pcm, channels: pcm.channels.map((channel) => channel.slice(start, end)) };
}

export function mapChannels(pcm: Pcm, change: (channel: Samples) => Samples): Pcm {
  return { ...pcm, channels: pcm.channels.map(change) };
}

/** The largest sample of all channels, as a plain number: 1 is full scale. */
export function samplePeak(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) for (const x of channel) peak = Math.max(peak, Math.abs(x));
  return peak;
}

/** Of the loudest channel at one sample, linear. */
export function levelAt(pcm: Pcm, at: number): number {
  let level = 0;
  for (const channel of pcm.channels) level = Math.max(level, Math.abs(channel[at] ?? 0));
  return level;
}

/** Makes samples that are no finite numbers 0. @returns how many there were */
export function silenceNonNumbers(pcm: Pcm): number {
  if (isFinitePcm(pcm)) return 0;
  let count = 0;
  for (const channel of pcm.channels)
    for (let i = 0; i < channel.length; i++)
      if (!Number.isFinite(channel[i])) {
        channel[i] = 0;
        count++;
      }
  return count;
}

export function isFinitePcm(pcm: Pcm): boolean {
  return pcm.channels.every((channel) => {
    // One that is not finite makes the sum NaN; ten times as fast as asking each.
    let sum = 0;
    for (let i = 0; i < channel.length; i++) sum += (channel[i] ?? 0) - (channel[i] ?? 0);
    return sum === 0;
  });
}
