import { createFft, hann } from '../../../../audio/fft.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';

const SIZE = 4096;
export const LOWEST_HZ = 40;
export const HIGHEST_HZ = 16_000;
/** Louder and softer than this all look the same. */
const TOP_DB = -20;
const BOTTOM_DB = -90;

/** Levels from 0 to 255, `rows` frequencies a column, the highest first; frequencies are spaced as pitches are. */
export function measureSpectrogram(pcm: Pcm, columns: number, rows: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(columns * rows);
  const length = lengthOf(pcm);
  if (length === 0) return out;
  const fft = createFft(SIZE);
  const window = hann(SIZE);
  const [re, im] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  const bins = binsOf(pcm.sampleRate, rows);
  for (let column = 0; column < columns; column++) {
    const start = Math.round(((column + 0.5) / columns) * length - SIZE / 2);
    for (let i = 0; i < SIZE; i++) {
      let sum = 0;
      for (const channel of pcm.channels) sum += channel[start + i] ?? 0;
      re[i] = (sum / pcm.channels.length) * (window[i] ?? 0);
    }
    im.fill(0);
    fft.transform(re, im);
    bins.forEach(([from, to], row) => {
      let power = 0;
      for (let bin = from; bin <= to; bin++)
        power = Math.max(power, (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2);
      // A sine at full scale is 0 dB.
      const db = 10 * Math.log10(power + 1e-20) - 20 * Math.log10(SIZE / 4);
      const share = (db - BOTTOM_DB) / (TOP_DB - BOTTOM_DB);
      out[column * rows + row] = Math.round(255 * Math.max(0, Math.min(1, share)));
    });
  }
  return out;
}

/** First and last bin of each row. */
function binsOf(sampleRate: number, rows: number): [from: number, to: number][] {
  const highest = Math.min(HIGHEST_HZ, sampleRate / 2);
  const edge = (row: number) => (LOWEST_HZ * (highest / LOWEST_HZ) ** (1 - row / rows) * SIZE) / sampleRate;
  return Array.from({ length: rows }, (_, row) => {
    const from = Math.floor(edge(row + 1) + 0.5);
    return [from, Math.max(from, Math.ceil(edge(row) - 0.5))];
  });
}
