import { spectrogram } from './spectrogram.ts';

/**
 * The tempo of a loop by the autocorrelation of its onsets, found without being told what was asked.
 * A loop holds a whole number of beats, so the correlation is circular and the answer as fine as the loop is long.
 */
export function detectTempo(samples: Float32Array, sampleRate: number): { bpm: number; strength: number } {
  const hop = 256;
  const frames = spectrogram(samples, 1024, hop, true);
  const bands = [0, 3, 8, 24, 80, 400];
  const flux = frames.map((frame, n) => {
    const before = frames[(n - 1 + frames.length) % frames.length]!;
    let rise = 0;
    for (let band = 0; band + 1 < bands.length; band++) {
      let [now, then] = [0, 0];
      for (let bin = bands[band]!; bin < bands[band + 1]!; bin++) {
        now += frame[bin]!;
        then += before[bin]!;
      }
      rise += Math.max(0, Math.log1p(now * 4) - Math.log1p(then * 4));
    }
    return rise;
  });
  const mean = flux.reduce((sum, value) => sum + value, 0) / flux.length;
  const centred = flux.map((value) => value - mean);
  const n = centred.length;
  const at = (lag: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += centred[i]! * centred[(i + lag) % n]!;
    return sum;
  };
  const zero = at(0) || 1;
  const secondsPerFrame = samples.length / sampleRate / n;
  let best = { bpm: 0, strength: 0, score: -Infinity };
  // A beat divides the loop: only such lags are tempi of it.
  for (let beats = 1; beats <= 240; beats++) {
    const lag = n / beats;
    const bpm = 60 / (lag * secondsPerFrame);
    if (bpm < 50 || bpm > 240) continue;
    let strength = 0;
    for (let multiple = 1; multiple <= 4; multiple++) strength += at(Math.round(lag * multiple)) / zero / 4;
    const usual = Math.exp(-(Math.log2(bpm / 118) ** 2) / 1.6);
    if (strength * usual > best.score) best = { bpm, strength, score: strength * usual };
  }
  return { bpm: best.bpm, strength: best.strength };
}

/** A tempo as near to `asked` as halving, doubling and triplets bring it. */
export const foldTempo = (bpm: number, asked: number): number =>
  [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3, 4]
    .map((factor) => bpm * factor)
    .reduce((best, value) => (Math.abs(value - asked) < Math.abs(best - asked) ? value : best));
