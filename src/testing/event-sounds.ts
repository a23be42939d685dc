import {
  fm,
  kick,
  normalise,
  place,
  rain,
  seeded,
  snare,
  white,
  wood,
  type Random,
  type Track,
} from './test-sounds.ts';

/** Single events over a bed, at times that are known. */
interface EventScene {
  name: string;
  track: Track;
  /** Seconds; empty for a bed alone. */
  times: readonly number[];
}

const RATE = 44_100;

const filtered = (track: Track, hz: number): Track => {
  const a = 1 - Math.exp((-2 * Math.PI * hz) / RATE);
  let y = 0;
  return track.map((x) => (y += a * (x - y)));
};

/** Noise that swells now and then, as running water does. */
const water = (seconds: number, random: Random): Track => {
  const bed = filtered(white(seconds, RATE, random), 1800);
  const slow = filtered(white(seconds, RATE, random), 1.5);
  const top = slow.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  return bed.map((x, i) => x * (1 + (0.5 * (slow[i] ?? 0)) / top));
};
const wind = (seconds: number, random: Random): Track => {
  const bed = filtered(white(seconds, RATE, random), 400);
  return bed.map((x, i) => x * (1 + 0.6 * Math.sin((2 * Math.PI * i) / RATE / 3.1)));
};
const pink = (seconds: number, random: Random): Track => {
  const [slow, middle, fast] = [30, 300, 3000].map((hz) => filtered(white(seconds, RATE, random), hz));
  return Float32Array.from(fast ?? [], (x, i) => x + 1.8 * (middle?.[i] ?? 0) + 3 * (slow?.[i] ?? 0));
};
export const BEDS = {
  water,
  rain: (seconds: number, random: Random) => rain(seconds, RATE, random),
  wind,
  pink,
  white: (seconds: number, random: Random) => white(seconds, RATE, random),
};

const decay = (seconds: number, rate: number, at: (t: number) => number): Track =>
  Float32Array.from(
    { length: Math.round(seconds * RATE) },
    (_, i) => at(i / RATE) * Math.exp((-i / RATE) * rate),
  );
const sine = (hz: number, t: number) => Math.sin(2 * Math.PI * hz * t);

const EVENTS = {
  /** Broad: a heel on wet ground. */
  step: (random: Random): Track => filtered(snare(RATE, random), 2500 + 1500 * random()),
  knock: (random: Random): Track => wood(RATE, 500 + 600 * random()),
  /** Narrow: a drop into a basin, whose pitch rises. */
  drip: (random: Random): Track => {
    const hz = 1400 + 1200 * random();
    return decay(0.09, 45, (t) => sine(hz * (1 + 2 * t), t));
  },
  /** Narrow and long. */
  metal: (random: Random): Track => {
    const hz = 1800 + 1500 * random();
    return decay(0.4, 12, (t) => 0.6 * sine(hz, t) + 0.4 * sine(hz * 1.51, t));
  },
  click: (): Track => decay(0.01, 500, (t) => sine(3000, t)),
  thud: (): Track => kick(RATE, 60),
  bell: (): Track => fm(RATE, 700, 0.5, 1.41, 2),
};
export type EventName = keyof typeof EVENTS;

const rmsOf = (track: Track): number =>
  Math.sqrt(track.reduce((sum, x) => sum + x * x, 0) / Math.max(1, track.length));

/** So many events, `db` louder than the bed: peak-to-RMS of the event's loudest 20 ms against the bed's. */
export function eventScene(
  event: EventName,
  bed: keyof typeof BEDS | null,
  db: number,
  count: number,
  seed: number,
): EventScene {
  const random = seeded(seed);
  const gap = 0.45;
  const seconds = 1 + count * gap;
  const track = bed ? normalise(BEDS[bed](seconds, random), 1) : new Float32Array(Math.round(seconds * RATE));
  const level = bed ? rmsOf(track) : 0.1;
  const times = Array.from({ length: count }, (_, n) => 0.6 + n * gap + 0.12 * random());
  for (const at of times) {
    const sound = EVENTS[event](random);
    const loud = rmsOf(sound.subarray(0, Math.round(0.02 * RATE)));
    place(track, sound, RATE, at, (level * 10 ** (db / 20)) / loud);
  }
  return {
    name: `${event} in ${bed ?? 'silence'}${bed ? `, ${db} dB` : ''}`,
    track: normalise(track),
    times,
  };
}

/** How many events were found, and how many of what was found are events. */
export function scoreEvents(found: readonly number[], times: readonly number[], toleranceS = 0.05) {
  const hit = times.filter((time) => found.some((each) => Math.abs(each - time) <= toleranceS)).length;
  const right = found.filter((each) => times.some((time) => Math.abs(each - time) <= toleranceS)).length;
  return {
    precision: found.length === 0 ? 1 : right / found.length,
    recall: times.length === 0 ? 1 : hit / times.length,
  };
}
