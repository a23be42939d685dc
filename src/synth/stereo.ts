import type { Pcm } from '../audio/pcm.ts';

export const SAMPLE_RATE = 44_100;

/** Two channels of the same length. */
export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

export const silence = (frames: number): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});

export const sidesOf = (sound: Stereo): [Float32Array, Float32Array] => [sound.left, sound.right];

/** A copy, as the signal processing of audio/ takes it. */
export const pcmOf = (sound: Stereo): Pcm => ({
  channels: sidesOf(sound).map((side) => new Float32Array(side)),
  sampleRate: SAMPLE_RATE,
});

export const toFrames = (seconds: number): number => Math.round(seconds * SAMPLE_RATE);

/** Root mean square over both channels. */
export function rmsOf(sound: Stereo): number {
  let sum = 0;
  for (const side of sidesOf(sound)) for (const sample of side) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, sound.left.length * 2));
}

export function scale(sound: Stereo, gain: number): void {
  for (const side of sidesOf(sound)) for (let i = 0; i < side.length; i++) side[i] = (side[i] ?? 0) * gain;
}

/** Adds `source` times the gains at frame `at`; what runs past the end wraps to the start when `wrap`, else is dropped. */
export function mixInto(
  target: Stereo,
  source: Stereo,
  at: number,
  gains: [number, number],
  wrap: boolean,
): void {
  mixSide(target.left, source.left, at, gains[0], wrap);
  mixSide(target.right, source.right, at, gains[1], wrap);
}

function mixSide(out: Float32Array, input: Float32Array, at: number, gain: number, wrap: boolean): void {
  const length = out.length;
  if (length === 0) return;
  const to = wrap ? ((at % length) + length) % length : at;
  for (let from = Math.max(0, -to); from < input.length;) {
    const start = to + from;
    if (start >= length && !wrap) return;
    const place = start % length;
    const count = Math.min(input.length - from, length - place);
    for (let i = 0; i < count; i++) out[place + i] = (out[place + i] ?? 0) + (input[from + i] ?? 0) * gain;
    from += count;
  }
}
