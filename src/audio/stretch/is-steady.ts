import { lengthOf, type Pcm } from '../pcm.ts';

const FRAME_S = 0.01;
/** Frames of a window: longer than the beats between the notes of a close chord. */
const WINDOW = 4;
/** A hit rises by this and more within two windows; pads, strings and drones by up to 4.4 dB, drums and plucks by 11 and more. */
const HIT_DB = 6;
/** Frames in which what is struck falls by as much: a ringing string takes two windows. */
const FALL = 2 * WINDOW;
/** Rises so far below the loudest window are not heard as hits. */
const QUIET_DB = 20;

/**
 * Whether nothing in a sound is struck or plucked: its level, of high notes above all, never rises quickly.
 * That it begins is no hit, unless it falls as quickly at once.
 */
export function isSteady({ channels, sampleRate }: Pcm): boolean {
  const frame = Math.round(FRAME_S * sampleRate);
  const energies = new Float64Array(Math.floor(lengthOf({ channels, sampleRate }) / frame));
  for (const channel of channels)
    for (let i = 1; i < energies.length * frame; i++) {
      const n = Math.floor(i / frame);
      energies[n] = (energies[n] ?? 0) + ((channel[i] ?? 0) - (channel[i - 1] ?? 0)) ** 2;
    }
  const windows = Array.from({ length: Math.max(0, energies.length - WINDOW + 1) }, (_, n) =>
    energies.subarray(n, n + WINDOW).reduce((sum, energy) => sum + energy, 0),
  );
  const heard = windows.reduce((most, energy) => Math.max(most, energy), 0) * 10 ** (-QUIET_DB / 10);
  const isHit = (energy: number, n: number) =>
    n >= WINDOW && energy > heard && energy > (windows[n - WINDOW] ?? 0) * 10 ** (HIT_DB / 10);
  const isStruckAt0 = windows
    .slice(0, WINDOW)
    .some((energy, n) => energy > heard && energy > (windows[n + FALL] ?? energy) * 10 ** (HIT_DB / 10));
  return !isStruckAt0 && !windows.some(isHit);
}
