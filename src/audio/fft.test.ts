import { describe, expect, it } from 'vitest';

import { createFft } from './fft.ts';

/** By the definition. */
function transformed(re: Float64Array, im: Float64Array): [number, number][] {
  return Array.from(re, (_, k) => {
    let [sum, sumIm] = [0, 0];
    for (let n = 0; n < re.length; n++) {
      const angle = (-2 * Math.PI * k * n) / re.length;
      sum += (re[n] ?? 0) * Math.cos(angle) - (im[n] ?? 0) * Math.sin(angle);
      sumIm += (re[n] ?? 0) * Math.sin(angle) + (im[n] ?? 0) * Math.cos(angle);
    }
    return [sum, sumIm];
  });
}

describe('createFft', () => {
  it.each([2, 4, 8, 32, 64, 512, 1024])('of %d values is the discrete Fourier transform', (size) => {
    const re = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i + 1));
    const im = Float64Array.from({ length: size }, (_, i) => Math.cos(3 * i * i));
    const expected = transformed(re, im);
    createFft(size).transform(re, im);
    expected.forEach(([real, imaginary], k) => {
      expect(re[k]).toBeCloseTo(real, 9);
      expect(im[k]).toBeCloseTo(imaginary, 9);
    });
  });

  it('refuses a size that is no power of two', () => {
    expect(() => createFft(48)).toThrow(RangeError);
    expect(() => createFft(1)).toThrow(RangeError);
  });
});
