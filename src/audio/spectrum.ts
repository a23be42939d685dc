import { createFft, hann } from './fft.ts';
import { lengthOf, type Pcm } from './pcm.ts';

/**
 * Reads power spectra anywhere in a sound; samples outside it count as silence.
 * Two channels share one FFT (one real, one imaginary) and their powers are averaged, so that
 * sound which is out of phase between left and right is not lost as it would be in a mono mix.
 * @param upToHz what is above reads 0
 */
export function createSpectrum(pcm: Pcm, size: number, upToHz = Infinity) {
  const fft = createFft(size);
  const window = hann(size);
  const gain = window.reduce((sum, w) => sum + w, 0) / 2;
  const left = pcm.channels[0] ?? new Float32Array();
  const right = pcm.channels[1] ?? left;
  const length = lengthOf(pcm);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const bins = Math.min(size / 2, Math.ceil((upToHz * size) / pcm.sampleRate));

  /** Power of bins 0 … size/2 of the frame that begins at `start`; a full-scale sine reads 1. The array is reused. */
  const power = new Float64Array(size / 2 + 1);
  function read(start: number): Float64Array {
    const from = Math.max(0, -start);
    const to = Math.max(from, Math.min(size, length - start));
    re.fill(0, 0, from).fill(0, to);
    im.fill(0, 0, from).fill(0, to);
    for (let i = from; i < to; i++) {
      const w = window[i] ?? 0;
      re[i] = (left[start + i] ?? 0) * w;
      im[i] = (right[start + i] ?? 0) * w;
    }
    fft.transform(re, im);
    const mask = size - 1;
    for (let k = 0; k <= bins; k++) {
      const j = (size - k) & mask;
      const a = re[k] ?? 0;
      const b = im[k] ?? 0;
      const c = re[j] ?? 0;
      const d = im[j] ?? 0;
      power[k] = (a * a + b * b + c * c + d * d) / (4 * gain * gain);
    }
    return power;
  }
  return { size, binHz: pcm.sampleRate / size, read };
}

/** First bin of each of `count` bands, evenly spaced on the mel scale; `count + 1` edges. */
export function melEdges(count: number, lowHz: number, highHz: number, binHz: number): Uint32Array {
  const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);
  const hz = (m: number) => 700 * (Math.exp(m / 1127) - 1);
  const low = mel(lowHz);
  const step = (mel(highHz) - low) / count;
  const edges = new Uint32Array(count + 1);
  for (let i = 0; i <= count; i++) {
    const bin = Math.round(hz(low + i * step) / binHz);
    // Low bands are narrower than a bin: give each at least one of its own.
    edges[i] = i === 0 ? Math.max(1, bin) : Math.max((edges[i - 1] ?? 0) + 1, bin);
  }
  return edges;
}
