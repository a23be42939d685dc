import { sidesOf, type Stereo } from '../audio.ts';

/** Four-times oversampling, 12 taps a phase: a windowed sinc, as BS.1770 annex 2 asks. */
const PHASES = 4;
const TAPS = 12;
const FILTERS = Array.from({ length: PHASES - 1 }, (_, phase) => {
  const offset = (phase + 1) / PHASES;
  const taps = Array.from({ length: TAPS }, (_, i) => {
    const x = i - (TAPS / 2 - 1) - offset;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (TAPS / 2));
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return Float64Array.from(taps, (tap) => tap / sum);
});

/** The largest sample between the samples, linear. Only places near the top are looked at closely. */
export function truePeakOf(sound: Stereo): number {
  let top = 0;
  for (const side of sidesOf(sound)) {
    let peak = 0;
    for (const sample of side) peak = Math.max(peak, Math.abs(sample));
    top = Math.max(top, peak);
    const worthLooking = peak * 0.5;
    for (let i = 0; i < side.length; i++) {
      if (Math.abs(side[i] ?? 0) < worthLooking) continue;
      for (let at = i - 1; at <= i; at++) {
        for (const filter of FILTERS) {
          let sum = 0;
          for (let tap = 0; tap < TAPS; tap++)
            sum += (filter[tap] ?? 0) * (side[at + tap - TAPS / 2 + 1] ?? 0);
          top = Math.max(top, Math.abs(sum));
        }
      }
    }
  }
  return top;
}
