import { spectrogram } from './spectrogram.ts';

const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
// Krumhansl and Kessler 1982: how well each degree fits, by listeners.
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

/** Energy of each pitch class: spectral peaks between 50 and 2100 Hz, folded into one octave. */
function chromaOf(samples: Float32Array, sampleRate: number): number[] {
  const size = 16_384;
  const chroma = Array.from({ length: 12 }, () => 0);
  for (const frame of spectrogram(samples, size, size / 2)) {
    for (let bin = 2; bin < frame.length - 1; bin++) {
      const level = frame[bin]!;
      if (level <= frame[bin - 1]! || level <= frame[bin + 1]!) continue;
      const [a, b, c] = [frame[bin - 1]!, level, frame[bin + 1]!].map((value) => Math.log(value + 1e-12)) as [
        number,
        number,
        number,
      ];
      const exact = bin + (0.5 * (a - c)) / (a - 2 * b + c);
      const hertz = (exact * sampleRate) / size;
      if (hertz < 50 || hertz > 2100) continue;
      const pitchClass = (((Math.round(12 * Math.log2(hertz / 440)) + 9) % 12) + 12) % 12;
      chroma[pitchClass]! += Math.sqrt(level);
    }
  }
  return chroma;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [x, y] = [value - ma, b[i]! - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb || 1);
}

/** The best of the 24 keys, spelt as the wire spells them. */
export function detectKey(samples: Float32Array, sampleRate: number): { key: string; confidence: number } {
  const chroma = chromaOf(samples, sampleRate);
  const scores = NAMES.flatMap((name, tonic) => {
    const turned = chroma.map((_, degree) => chroma[(degree + tonic) % 12]!);
    return [
      { key: name, score: correlation(turned, MAJOR) },
      { key: `${name}m`, score: correlation(turned, MINOR) },
    ];
  }).sort((a, b) => b.score - a.score);
  return { key: scores[0]!.key, confidence: scores[0]!.score - scores[1]!.score };
}
