/** In-place radix-2 FFT, for analysers that must not share code with what they check. */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1;
    const step = (-2 * Math.PI) / size;
    for (let k = 0; k < half; k++) {
      const wr = Math.cos(step * k);
      const wi = Math.sin(step * k);
      for (let start = k; start < n; start += size) {
        const to = start + half;
        const xr = re[to]! * wr - im[to]! * wi;
        const xi = re[to]! * wi + im[to]! * wr;
        re[to] = re[start]! - xr;
        im[to] = im[start]! - xi;
        re[start] = re[start]! + xr;
        im[start] = im[start]! + xi;
      }
    }
  }
}

/** Magnitudes of Hann-windowed frames of `size`, every `hop` samples; past the end it reads on from the start (`loop`) or zeros. */
export function spectrogram(samples: Float32Array, size: number, hop: number, loop = false): Float64Array[] {
  const frames: Float64Array[] = [];
  for (let at = 0; at < samples.length; at += hop) {
    const re = new Float64Array(size);
    const im = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const from = loop ? (at + i) % samples.length : at + i;
      re[i] = (samples[from] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    }
    fft(re, im);
    frames.push(Float64Array.from({ length: size / 2 }, (_, bin) => Math.hypot(re[bin]!, im[bin]!)));
  }
  return frames;
}

export const monoOf = (left: Float32Array, right: Float32Array): Float32Array =>
  Float32Array.from(left, (sample, i) => (sample + right[i]!) / 2);
