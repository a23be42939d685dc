/** Triangular dither, two units wide: turns the rounding error of soft sounds into even noise. The same sound, the same numbers. */
export function ditherer(): () => number {
  let state = 0x2545f491;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return () => random() - random();
}

/** As whole numbers of so many bits; 16 are dithered. What is over full scale is cut. */
export function toIntegers(channel: Float32Array, bits: 16 | 24): Int32Array {
  const most = 2 ** (bits - 1);
  const dither = bits === 16 ? ditherer() : null;
  const whole = new Int32Array(channel.length);
  for (let i = 0; i < channel.length; i++) {
    const x = Math.round((channel[i] ?? 0) * most + (dither === null ? 0 : dither()));
    whole[i] = Math.max(-most, Math.min(most - 1, x));
  }
  return whole;
}
