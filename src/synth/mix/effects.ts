import { mixInto, SAMPLE_RATE, sidesOf, silence, toFrames, type Stereo } from '../stereo.ts';
import { fadeEdges } from './fades.ts';

interface EffectTime {
  bpm: number;
  /** The effect continues over the loop's end as it began. */
  loop: boolean;
}
type Effect = (sound: Stereo, time: EffectTime) => Stereo;

const ECHOES = 6;
const ECHO_GAIN = 0.55;
const BEATS_PER_ECHO = 0.75;
/** Share of the sound that a sweep or a gate never takes away. */
const GATE_FLOOR = 0.04;
const SWEEP_HZ = [180, 14_000] as const;
const SWEEP_RESONANCE = 1.6;
/** How far below its pitch a sliding note starts, and how long it takes, as a time constant. */
const SLIDE_SEMITONES = 5;
const SLIDE_S = 0.08;

const beatFrames = ({ bpm }: EffectTime): number => toFrames(60 / bpm);

/** Dotted eighths, to the left and to the right in turn. */
const delay: Effect = (sound, time) => {
  const out = silence(sound.left.length);
  const step = Math.round(beatFrames(time) * BEATS_PER_ECHO);
  mixInto(out, sound, 0, [1, 1], time.loop);
  for (let n = 1; n <= ECHOES; n++) {
    const gain = ECHO_GAIN ** n;
    const gains: [number, number] = n % 2 === 1 ? [gain, gain * 0.4] : [gain * 0.4, gain];
    mixInto(out, sound, n * step, gains, time.loop);
  }
  return out;
};

/** Sixteenths, open and closed in turn. */
const gate: Effect = (sound, time) => {
  const step = beatFrames(time) / 2;
  const edge = toFrames(0.004);
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < side.length; i++) {
      const at = i % step;
      const open = Math.min(1, at / edge, Math.max(0, (step / 2 - at) / edge));
      side[i] = (side[i] ?? 0) * (GATE_FLOOR + (1 - GATE_FLOOR) * open);
    }
  }
  return sound;
};

/** What sounds of it, from its end to its start. */
const reverse: Effect = (sound, { loop }) => {
  const last = loop ? sound.left.length : audibleEnd(sound);
  for (const side of sidesOf(sound)) side.subarray(0, last).reverse();
  if (!loop)
    fadeEdges(
      { left: sound.left.subarray(0, last), right: sound.right.subarray(0, last) },
      0,
      toFrames(0.01),
    );
  return sound;
};

function audibleEnd(sound: Stereo): number {
  const quiet =
    0.001 * Math.max(...sidesOf(sound).map((side) => side.reduce((max, x) => Math.max(max, Math.abs(x)), 0)));
  let end = sound.left.length;
  while (end > 1 && sidesOf(sound).every((side) => Math.abs(side[end - 1] ?? 0) <= quiet)) end--;
  return end;
}

/** A resonant low-pass that opens; on a loop it opens and closes once, so that the ends meet. Topology-preserving state variable filter. */
const sweep: Effect = (sound, { loop }) => {
  const end = loop ? sound.left.length : audibleEnd(sound);
  const [low, high] = SWEEP_HZ;
  const k = 1 / SWEEP_RESONANCE;
  for (const side of sidesOf(sound)) {
    let [band, deep] = [0, 0];
    // The second pass of a loop starts from what the first one ended with.
    for (let pass = loop ? 0 : 1; pass < 2; pass++) {
      for (let i = 0; i < end; i++) {
        const x = i / end;
        const opened = loop ? 0.5 - 0.5 * Math.cos(2 * Math.PI * x) : x;
        const g = Math.tan((Math.PI * low * (high / low) ** opened) / SAMPLE_RATE);
        const input = side[i] ?? 0;
        const v1 = (band + g * (input - deep)) / (1 + g * (g + k));
        const v2 = deep + g * v1;
        band = 2 * v1 - band;
        deep = 2 * v2 - deep;
        if (pass === 1) side[i] = v2;
      }
    }
  }
  return sound;
};

/** Each beat glides up to its pitch. What is late by then is left out before the next one. */
const slide: Effect = (sound, time) => {
  const step = beatFrames(time);
  const [tau, fade] = [toFrames(SLIDE_S), toFrames(0.006)];
  const lag = tau * (1 - 2 ** (-SLIDE_SEMITONES / 12));
  const place = (i: number) => i - lag * (1 - Math.exp(-i / tau));
  for (const side of sidesOf(sound)) {
    const source = side.slice();
    const read = (at: number) => {
      const whole = Math.floor(at);
      const a = source[whole] ?? 0;
      return a + (at - whole) * ((source[whole + 1] ?? a) - a);
    };
    for (let i = 0; i < side.length; i++) {
      const beat = Math.floor(i / step);
      const [start, within] = [beat * step, i % step];
      // Before the first beat of a loop comes its last one.
      const before = (beat > 0 ? start : side.length) - step;
      const share = beat > 0 || time.loop ? Math.min(1, within / fade) : 1;
      const late = share < 1 ? read(before + place(step + within)) : 0;
      side[i] = share * read(start + place(within)) + (1 - share) * late;
    }
  }
  return sound;
};

/** Effects that keep time, by the name a modifier gives them. Character without time is `fx.dsp`. */
export const TIMED_EFFECTS: Readonly<Record<string, Effect>> = {
  delay,
  gate,
  reverse,
  slide,
  sweep,
};
