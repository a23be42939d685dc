import { lengthOf, samplePeak, type Pcm, type Samples } from '../pcm.ts';

/** Where a channel is meant to be heard; `all` where nothing is known of it. */
export type Speaker = 'L' | 'R' | 'C' | 'LFE' | 'Ls' | 'Rs' | 'Lb' | 'Rb' | 'Cs' | 'Lc' | 'Rc' | 'all';

/** The usual order of so many channels where the file names none; SMPTE, as WAV and Web Audio have it. */
const USUAL: Readonly<Record<number, readonly Speaker[]>> = {
  1: ['C'],
  2: ['L', 'R'],
  3: ['L', 'R', 'C'],
  4: ['L', 'R', 'Ls', 'Rs'],
  5: ['L', 'R', 'C', 'Ls', 'Rs'],
  6: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
  7: ['L', 'R', 'C', 'LFE', 'Cs', 'Ls', 'Rs'],
  8: ['L', 'R', 'C', 'LFE', 'Lb', 'Rb', 'Ls', 'Rs'],
};

export const usualSpeakers = (channels: number): readonly Speaker[] =>
  USUAL[channels] ?? Array.from({ length: channels }, (): Speaker => 'all');

/** The order of Vorbis itself, which Firefox hands out as it is. https://xiph.org/vorbis/doc/Vorbis_I_spec.html, 4.3.9 */
const VORBIS: Readonly<Record<number, readonly Speaker[]>> = {
  3: ['L', 'C', 'R'],
  5: ['L', 'C', 'R', 'Ls', 'Rs'],
  6: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'],
  7: ['L', 'C', 'R', 'Ls', 'Rs', 'Cs', 'LFE'],
  8: ['L', 'C', 'R', 'Ls', 'Rs', 'Lb', 'Rb', 'LFE'],
};

export const vorbisSpeakers = (channels: number): readonly Speaker[] =>
  VORBIS[channels] ?? usualSpeakers(channels);

/** The bits of a WAV's channel mask, in order; from `Cs` behind `Rs` on, those above the head, as what is below them. */
const MASK: readonly Speaker[] = [
  ...(['L', 'R', 'C', 'LFE', 'Lb', 'Rb', 'Lc', 'Rc', 'Cs', 'Ls', 'Rs'] as const),
  ...(['Cs', 'Ls', 'Cs', 'Rs', 'Lb', 'Cs', 'Rb'] as const),
];

/** The speakers of a `WAVEFORMATEXTENSIBLE` channel mask; the usual ones when it does not name them all. */
export function speakersOfMask(mask: number, channels: number): readonly Speaker[] {
  const named = MASK.filter((_, bit) => (mask & (1 << bit)) !== 0);
  return named.length === channels && channels > 1 ? named : usualSpeakers(channels);
}

/** Apple's channel layout tags of AIFF-C and CAF that differ from the usual order. */
const LAYOUTS: Readonly<Record<number, readonly Speaker[]>> = {
  [(122 << 16) | 6]: ['L', 'R', 'Ls', 'Rs', 'C', 'LFE'],
  [(123 << 16) | 6]: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'],
  [(124 << 16) | 6]: ['C', 'L', 'R', 'Ls', 'Rs', 'LFE'],
  [(118 << 16) | 5]: ['L', 'R', 'Ls', 'Rs', 'C'],
  [(119 << 16) | 5]: ['L', 'C', 'R', 'Ls', 'Rs'],
  [(120 << 16) | 5]: ['C', 'L', 'R', 'Ls', 'Rs'],
};

export const speakersOfLayout = (tag: number, channels: number): readonly Speaker[] =>
  LAYOUTS[tag] ?? usualSpeakers(channels);

const SIDE = Math.SQRT1_2;
/** How much of a speaker goes to the left and to the right. ITU-R BS.775; the LFE channel is left out. */
const SHARES: Readonly<Record<Speaker, readonly [number, number]>> = {
  L: [1, 0],
  R: [0, 1],
  C: [SIDE, SIDE],
  LFE: [0, 0],
  Ls: [SIDE, 0],
  Rs: [0, SIDE],
  Lb: [SIDE, 0],
  Rb: [0, SIDE],
  Cs: [0.5, 0.5],
  Lc: [1, 0],
  Rc: [0, 1],
  all: [SIDE, SIDE],
};

/** Two channels at most; more are mixed down, and made softer only if they would clip. */
export function mixDown(pcm: Pcm, speakers: readonly Speaker[] = usualSpeakers(pcm.channels.length)): Pcm {
  if (pcm.channels.length <= 2) return pcm;
  const mixed = [0, 1].map((side) => {
    const out: Samples = new Float32Array(lengthOf(pcm));
    pcm.channels.forEach((channel, c) => {
      const share = SHARES[speakers[c] ?? 'all'][side] ?? 0;
      if (share !== 0)
        for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + share * (channel[i] ?? 0);
    });
    return out;
  });
  const down = { ...pcm, channels: mixed };
  const peak = samplePeak(mixed);
  if (peak <= 1) return down;
  return { ...down, channels: mixed.map((channel) => channel.map((x) => x / peak)) };
}
