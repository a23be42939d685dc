/** Sounds whose tempo, key and edges are known because we made them; ground truth for detectors. */
export type Track = Float32Array<ArrayBuffer>;
export type Random = () => number;

/** mulberry32: the same seed, the same numbers, everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const hzOfMidi = (midi: number, cents = 0): number => 440 * 2 ** ((midi - 69 + cents / 100) / 12);

const make = (seconds: number, rate: number, at: (t: number, i: number) => number): Track =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => at(i / rate, i));

/** Adds `sound` to `track` at a time in seconds; what does not fit is cut, or wraps round in a loop. */
export function place(track: Track, sound: Track, rate: number, seconds: number, gain: number, wrap = false) {
  const start = Math.round(seconds * rate);
  for (let i = 0; i < sound.length; i++) {
    const at = wrap ? (start + i + track.length) % track.length : start + i;
    if (at < 0 || at >= track.length) continue;
    track[at] = (track[at] ?? 0) + gain * (sound[i] ?? 0);
  }
}

/** A one-pole low-pass in place; high-pass is the rest. */
function lowPass(track: Track, hz: number, rate: number): Track {
  const a = 1 - Math.exp((-2 * Math.PI * hz) / rate);
  let y = 0;
  return track.map((x) => (y += a * (x - y)));
}
const highPass = (track: Track, hz: number, rate: number): Track => {
  const low = lowPass(track, hz, rate);
  return track.map((x, i) => x - (low[i] ?? 0));
};

export const white = (seconds: number, rate: number, random: Random): Track =>
  make(seconds, rate, () => random() * 2 - 1);

/** A broadband bed without any pulse; `hz` is where it starts to fall. */
export const rain = (seconds: number, rate: number, random: Random, hz = 2500): Track => {
  const bed = lowPass(white(seconds, rate, random), hz, rate);
  for (let drop = 0; drop < seconds * 40; drop++) {
    const f = 1500 + 5000 * random();
    const speck = make(0.01, rate, (t) => Math.sin(2 * Math.PI * f * t) * Math.exp(-t * 600));
    place(bed, speck, rate, random() * seconds, 0.3 * random());
  }
  return bed;
};

export const kick = (rate: number, hz = 50): Track =>
  make(0.35, rate, (t) => {
    const phase = hz * t + (hz * 3 * (1 - Math.exp(-t * 40))) / 40;
    return Math.sin(2 * Math.PI * phase) * Math.exp(-t * 11);
  });
export const snare = (rate: number, random: Random): Track =>
  highPass(
    make(0.25, rate, (t) => (random() * 2 - 1) * Math.exp(-t * 20) * 0.8),
    900,
    rate,
  ).map((x, i) => x + 0.5 * Math.sin((2 * Math.PI * 190 * i) / rate) * Math.exp((-i / rate) * 25));
export const hat = (rate: number, random: Random, open = false): Track =>
  highPass(
    make(open ? 0.3 : 0.06, rate, (t) => (random() * 2 - 1) * Math.exp(-t * (open ? 12 : 70))),
    6000,
    rate,
  );
export const shaker = (rate: number, random: Random): Track =>
  highPass(
    make(0.12, rate, (t) => (random() * 2 - 1) * Math.min(1, t / 0.03) * Math.exp(-t * 30)),
    3500,
    rate,
  );
export const wood = (rate: number, hz = 900): Track =>
  make(
    0.08,
    rate,
    (t) => (Math.sin(2 * Math.PI * hz * t) + 0.4 * Math.sin(2 * Math.PI * hz * 2.7 * t)) * Math.exp(-t * 60),
  );

/** Karplus–Strong, as a harp or a guitar. */
export function pluck(rate: number, hz: number, seconds: number, random: Random): Track {
  const period = rate / hz;
  // The averaging filter delays by half a sample; the rest of the period is a fractional read.
  const size = Math.floor(period - 0.5);
  const rest = period - 0.5 - size;
  const ring = lowPass(white((size + 2) / rate, rate, random), 4000, rate);
  const out = new Float32Array(Math.round(seconds * rate));
  for (let i = 0; i < out.length; i++) {
    if (i < size + 2) {
      out[i] = ring[i] ?? 0;
      continue;
    }
    const at = i - size;
    const tap = (k: number) => (out[k] ?? 0) * (1 - rest) + (out[k - 1] ?? 0) * rest;
    out[i] = 0.996 * 0.5 * (tap(at) + tap(at - 1));
  }
  return out;
}

/** Two-operator FM, as an electric piano or, with an odd ratio, a bell. */
export const fm = (rate: number, hz: number, seconds: number, ratio = 1, depth = 1.5): Track =>
  make(seconds, rate, (t) => {
    const release = Math.min(1, (seconds - t) / 0.03);
    const bend = depth * Math.exp(-t * 4) * Math.sin(2 * Math.PI * hz * ratio * t);
    return Math.sin(2 * Math.PI * hz * t + bend) * Math.exp(-t * 2) * release;
  });

/** Three detuned band-limited saws with a slow attack. */
export const pad = (rate: number, hz: number, seconds: number, attack = 0.2): Track =>
  make(seconds, rate, (t) => {
    const envelope = Math.min(1, t / attack, (seconds - t) / 0.15);
    let sum = 0;
    for (const cents of [-6, 0, 7]) {
      const f = hz * 2 ** (cents / 1200);
      for (let h = 1; h <= 8 && h * f < rate / 2; h++)
        sum += Math.sin(2 * Math.PI * h * f * t + h + cents) / h ** 1.4;
    }
    return 0.3 * sum * envelope;
  });

export const bass = (rate: number, hz: number, seconds: number): Track =>
  make(seconds, rate, (t) => {
    const envelope = Math.min(1, t / 0.005, (seconds - t) / 0.02) * Math.exp(-t * 1.5);
    let sum = 0;
    for (let h = 1; h <= 5; h++) sum += Math.sin(2 * Math.PI * h * hz * t) / h ** 1.5;
    return 0.6 * sum * envelope;
  });

/** A small room: four feedback combs. */
export function room(track: Track, rate: number, wet: number): Track {
  const out = track.slice();
  for (const ms of [29.7, 37.1, 41.1, 43.7]) {
    const delay = Math.round((ms / 1000) * rate);
    const comb = new Float32Array(track.length);
    for (let i = 0; i < track.length; i++) {
      comb[i] = (track[i] ?? 0) + 0.78 * (comb[i - delay] ?? 0);
      out[i] = (out[i] ?? 0) + (wet / 4) * (comb[i - delay] ?? 0);
    }
  }
  return out;
}

/** Brings the largest sample to `peak`; silence stays silence. */
export function normalise(track: Track, peak = 0.8): Track {
  const top = track.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return top === 0 ? track : track.map((x) => (x * peak) / top);
}

/** Left and right, the right one a little later: wider than mono, as real takes are. */
export function stereo(track: Track, rate: number, delayMs = 0): { channels: Track[]; sampleRate: number } {
  const delay = Math.round((delayMs / 1000) * rate);
  return { channels: [track, track.map((_, i) => track[i - delay] ?? 0)], sampleRate: rate };
}
