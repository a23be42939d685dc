import { lengthOf, type Pcm, type Samples } from '../pcm.ts';
import { writeSincTaps } from '../windowed-sinc.ts';

/** Above it nothing is moved: cymbals and breath stay what they are. */
const MOVED_UP_TO_HZ = 8000;
const TAPS_A_SIDE = 12;
/** How many taps are made: more places between two samples have their own where few are needed at each. */
const TAPS = 1 << 17;

/** Up to where the result is moved; what goes far down is a lower part of all that the sample rate holds. */
const movedUpTo = (sampleRate: number, speed: number): number =>
  Math.min(MOVED_UP_TO_HZ, (sampleRate / 2) * Math.min(1, speed));

interface Varispeed {
  /** How many samples before and after a place are needed to read it. */
  reach: number;
  /** Takes the next samples of each channel, as a tape that runs `speed` times as fast. */
  push(channels: readonly Samples[]): void;
}

/**
 * Fills `out` from a stream that begins `reach` samples before its sample 0 and runs `speed` times as fast:
 * pitch rises as time shortens. Only what lies below 8 kHz of the result comes through.
 */
export function startVarispeed(out: readonly Samples[], speed: number, sampleRate: number): Varispeed {
  // As a share of what the stream holds, which runs at another speed.
  const cutoff = Math.min(1, (2 * movedUpTo(sampleRate, speed)) / speed / sampleRate);
  const half = Math.ceil(TAPS_A_SIDE / cutoff);
  const width = 2 * half;
  const phases = Math.max(1, Math.floor(TAPS / width));
  const taps = new Float32Array(phases * width);
  for (let n = 0; n < phases; n++) writeSincTaps(taps, n * width, { phase: n / phases, half, cutoff });
  const count = out[0]?.length ?? 0;
  let held: Samples[] = out.map(() => new Float32Array(0));
  /** Where in the stream the first held sample stands. */
  let from = -half;
  let made = 0;
  return {
    reach: half,
    push(channels) {
      held = held.map((before, n) => joined(before, channels[n] ?? new Float32Array(0)));
      const end = from + (held[0]?.length ?? 0);
      const start = made;
      while (made < count && Math.floor(made * speed) + half < end) made++;
      held.forEach((channel, n) => {
        for (let i = start; i < made; i++) {
          const place = i * speed;
          const first = Math.floor(place) - half + 1 - from;
          const row = Math.floor((place % 1) * phases) * width;
          let sum = 0;
          for (let k = 0; k < width; k++) sum += (taps[row + k] ?? 0) * (channel[first + k] ?? 0);
          const side = out[n];
          if (side) side[i] = sum;
        }
      });
      const done = Math.max(0, Math.floor(made * speed) - half - from);
      held = held.map((channel) => channel.slice(done));
      from += done;
    },
  };
}

function joined(a: Samples, b: Samples): Samples {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Adds to a sound what `original`, of the same length, has above what was moved. Its ends are mirrored: a jump from one to the other stays out. */
export function addHighs(moved: Pcm, original: Pcm, speed: number): void {
  const cutoff = (2 * movedUpTo(original.sampleRate, speed)) / original.sampleRate;
  if (cutoff === 1) return;
  const half = Math.ceil(TAPS_A_SIDE / cutoff);
  const taps = new Float32Array(2 * half);
  writeSincTaps(taps, 0, { phase: 0, half, cutoff });
  const count = lengthOf(original);
  moved.channels.forEach((channel, n) => {
    const source = original.channels[n] ?? new Float32Array(0);
    for (let i = 0; i < count; i++) {
      const first = i - half + 1;
      let low = 0;
      if (first >= 0 && first + taps.length <= count)
        for (let k = 0; k < taps.length; k++) low += (taps[k] ?? 0) * (source[first + k] ?? 0);
      else
        for (let k = 0; k < taps.length; k++) {
          const at = first + k < 0 ? -1 - first - k : first + k;
          low += (taps[k] ?? 0) * (source[at < count ? at : 2 * count - 1 - at] ?? 0);
        }
      channel[i] = (channel[i] ?? 0) + (source[i] ?? 0) - low;
    }
  });
}
