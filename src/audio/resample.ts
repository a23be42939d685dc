import { lengthOf, mapChannels, type Pcm, type Samples } from './pcm.ts';

/** Windowed sinc: 90 dB and more from 440 Hz to 19 kHz, where browsers interpolate. */
const TAPS_A_SIDE = 32;
const KAISER_BETA = 9;

interface Filter {
  /** Output samples per `down` input samples. */
  up: number;
  down: number;
  half: number;
  /** `2 * half` taps for each of the `up` places between two input samples. */
  taps: Float32Array;
}

const filters = new Map<string, Filter>();

/** At another rate; the same place in time, `round(n * to / from)` samples. A loop is read as a ring, so that its seam stays. */
export function resample(pcm: Pcm, rate: number, isLoop = false): Pcm {
  if (rate === pcm.sampleRate) return pcm;
  const filter = filterOf(pcm.sampleRate, rate);
  const length = Math.round((lengthOf(pcm) * rate) / pcm.sampleRate);
  const changed = mapChannels(pcm, (channel) => convert(channel, filter, length, isLoop));
  return { channels: changed.channels, sampleRate: rate };
}

function convert(channel: Samples, { up, down, half, taps }: Filter, length: number, isLoop: boolean) {
  const count = channel.length;
  const out = new Float32Array(length);
  const width = 2 * half;
  for (let n = 0; n < length; n++) {
    const position = n * down;
    const from = Math.floor(position / up) - half + 1;
    const row = (position % up) * width;
    let sum = 0;
    if (from >= 0 && from + width <= count)
      for (let k = 0; k < width; k++) sum += (taps[row + k] ?? 0) * (channel[from + k] ?? 0);
    else
      for (let k = 0; k < width; k++) {
        const at = isLoop ? (((from + k) % count) + count) % count : from + k;
        sum += (taps[row + k] ?? 0) * (channel[at] ?? 0);
      }
    out[n] = sum;
  }
  return out;
}

function filterOf(from: number, to: number): Filter {
  const key = `${from} ${to}`;
  const known = filters.get(key);
  if (known) return known;
  const divisor = gcd(from, to);
  const [up, down] = [to / divisor, from / divisor];
  // Going down, what the lower rate cannot hold is filtered out: a wider sinc.
  const cutoff = Math.min(1, to / from);
  const half = Math.ceil(TAPS_A_SIDE / cutoff);
  const taps = new Float32Array(up * 2 * half);
  for (let phase = 0; phase < up; phase++) {
    const row = phase * 2 * half;
    let sum = 0;
    for (let k = 0; k < 2 * half; k++) {
      const t = k - half + 1 - phase / up;
      const tap = cutoff * sinc(cutoff * t) * kaiser(t / half);
      taps[row + k] = tap;
      sum += tap;
    }
    for (let k = 0; k < 2 * half; k++) taps[row + k] = (taps[row + k] ?? 0) / sum;
  }
  const filter = { up, down, half, taps };
  filters.clear();
  filters.set(key, filter);
  return filter;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kaiser = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel0(KAISER_BETA);

/** Modified Bessel function of order 0. */
function bessel0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}
