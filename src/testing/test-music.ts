import {
  bass,
  fm,
  hat,
  hzOfMidi,
  kick,
  pad,
  place,
  pluck,
  seeded,
  shaker,
  snare,
  wood,
  type Random,
  type Track,
} from './test-sounds.ts';

/** Steps of one bar: `x` hit, `o` soft hit, `.` rest. `beats` says how many beats the bar has. */
interface Groove {
  beats: number;
  kick?: string;
  snare?: string;
  hat?: string;
  shaker?: string;
  wood?: string;
}

export const GROOVES = {
  fourFloor: { beats: 4, kick: 'x...x...x...x...', snare: '....x.......x...', hat: '..x...x...x...x.' },
  rock: { beats: 4, kick: 'x.......x.x.....', snare: '....x.......x...', hat: 'x.o.x.o.x.o.x.o.' },
  breakbeat: { beats: 4, kick: 'x.x.......x.....', snare: '....x..o.o..x..o', hat: 'x.x.x.x.x.x.x.x.' },
  halfTime: { beats: 4, kick: 'x.....x.........', snare: '........x.......', hat: 'x.x.x.x.x.x.x.xx' },
  dembow: { beats: 4, kick: 'x...x...x...x...', snare: '...x..x....x..x.', hat: 'x.x.x.x.x.x.x.x.' },
  bossa: { beats: 4, kick: 'x..xx..xx..xx..x', wood: 'x..x..x...x..x..', shaker: 'xoxoxoxoxoxoxoxo' },
  shuffle: { beats: 4, kick: 'x.....x.....', snare: '...x.....x..', hat: 'x.xx.xx.xx.x' },
  triplets: { beats: 4, kick: 'x.....x.....', snare: '...x.....x..', hat: 'xooxooxooxoo' },
  waltz: { beats: 3, kick: 'x...........', snare: '....o...o...', hat: 'x...x...x...' },
  metronome: { beats: 4, wood: 'xooo' },
  clave: { beats: 4, wood: 'x..x..x...x.x...' },
  sparse: { beats: 4, kick: 'x...............', snare: '........x.......' },
  offbeatHats: { beats: 4, hat: '..x...x...x...x.', shaker: 'o.o.o.o.o.o.o.o.' },
} as const satisfies Record<string, Groove>;
export type GrooveName = keyof typeof GROOVES;

interface DrumSong {
  groove: GrooveName;
  bpm: number;
  bars: number;
  rate?: number;
  seed?: number;
  /** 0.5 straight, 0.67 a full triplet swing; moves every second step of 16. */
  swing?: number;
  /** How unsteady the player is, milliseconds either way. */
  jitterMs?: number;
  /** Chance that a hit is left out. */
  dropout?: number;
  /** Tails run over the end into the beginning. */
  wrap?: boolean;
}

export function drums(song: DrumSong): Track {
  const { bpm, bars, rate = 44100, swing = 0.5, jitterMs = 0, dropout = 0, wrap = true, seed = 1 } = song;
  const groove: Groove = GROOVES[song.groove];
  const random = seeded(seed);
  const barS = (groove.beats * 60) / bpm;
  const track = new Float32Array(Math.round(bars * barS * rate));
  const kit: Record<string, (soft: boolean) => [Track, number]> = {
    kick: () => [kick(rate, 45 + 15 * random()), 1],
    snare: (soft) => [snare(rate, random), soft ? 0.3 : 0.8],
    hat: (soft) => [hat(rate, random, false), soft ? 0.2 : 0.35],
    shaker: (soft) => [shaker(rate, random), soft ? 0.2 : 0.4],
    wood: (soft) => [wood(rate, soft ? 800 : 1100), soft ? 0.4 : 0.6],
  };
  for (const [name, hit] of Object.entries(kit)) {
    const steps = groove[name as keyof Groove];
    if (typeof steps !== 'string') continue;
    const stepS = barS / steps.length;
    for (let bar = 0; bar < bars; bar++)
      for (let step = 0; step < steps.length; step++) {
        const mark = steps[step];
        if (mark === '.' || random() < dropout) continue;
        const late = steps.length === 16 && step % 2 === 1 ? (2 * swing - 1) * stepS : 0;
        const shake = ((random() * 2 - 1) * jitterMs) / 1000;
        const [sound, gain] = hit(mark === 'o');
        place(track, sound, rate, bar * barS + step * stepS + late + shake, gain, wrap);
      }
  }
  return track;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];
/** Roots as scale degrees from 0. */
export const PROGRESSIONS = {
  major: { doowop: [0, 5, 3, 4], plagal: [0, 3, 0, 4], turnaround: [1, 4, 0, 0], axis: [0, 4, 5, 3] },
  minor: {
    natural: [0, 3, 4, 0],
    epic: [0, 5, 3, 4],
    aeolian: [0, 5, 6, 0],
    vamp: [0, 3, 0, 3],
    axis: [0, 5, 2, 6],
  },
} as const;

export type Instrument = 'pad' | 'keys' | 'pluck';
export interface Song {
  /** 0–11 above C. */
  tonic: number;
  mode: 'major' | 'minor';
  bpm: number;
  progression: readonly number[];
  instrument: Instrument;
  /** Once through the progression is one bar per chord. */
  rounds?: number;
  withBass?: boolean;
  withMelody?: boolean;
  /** How far the whole piece is from A = 440. */
  cents?: number;
  /** Minor only: the fifth degree gets its major third, as in classical harmony. */
  harmonic?: boolean;
  rate?: number;
  seed?: number;
}

const voice = (instrument: Instrument, rate: number, hz: number, seconds: number, random: Random): Track => {
  switch (instrument) {
    case 'pad':
      return pad(rate, hz, seconds);
    case 'keys':
      return fm(rate, hz, seconds);
    case 'pluck':
      return pluck(rate, hz, seconds, random);
  }
};

/** Chords, one per bar of four beats; keys repeat on each beat, plucks run up the chord in eighths. */
export function song(plan: Song): Track {
  const {
    tonic,
    mode,
    bpm,
    progression,
    instrument,
    rounds = 1,
    withBass = true,
    cents = 0,
    rate = 44100,
  } = plan;
  const random = seeded(plan.seed ?? 1);
  const scale = mode === 'major' ? MAJOR : MINOR;
  const beatS = 60 / bpm;
  const track = new Float32Array(Math.round(rounds * progression.length * 4 * beatS * rate));
  const note = (degree: number, raised = false) =>
    48 + tonic + (scale[degree % 7] ?? 0) + 12 * Math.floor(degree / 7) + (raised ? 1 : 0);
  const put = (midi: number, at: number, seconds: number, gain: number) =>
    place(track, voice(instrument, rate, hzOfMidi(midi, cents), seconds, random), rate, at, gain, true);

  for (let bar = 0; bar < rounds * progression.length; bar++) {
    const root = progression[bar % progression.length] ?? 0;
    const at = bar * 4 * beatS;
    const chord = [0, 2, 4].map((step) =>
      note(root + step, plan.harmonic === true && root === 4 && step === 2),
    );
    if (instrument === 'pad') for (const midi of chord) put(midi, at, 4 * beatS, 0.3);
    else if (instrument === 'keys')
      for (let beat = 0; beat < 4; beat++)
        for (const midi of chord) put(midi, at + beat * beatS, beatS * 0.9, 0.3);
    else
      for (let eighth = 0; eighth < 8; eighth++)
        put((chord[eighth % 3] ?? 60) + 12 * (eighth % 2), at + (eighth * beatS) / 2, beatS, 0.4);
    if (withBass)
      for (const beat of [0, 2])
        place(
          track,
          bass(rate, hzOfMidi(note(root) - 12, cents), beatS * 1.8),
          rate,
          at + beat * beatS,
          0.5,
          true,
        );
    if (plan.withMelody)
      for (let beat = 0; beat < 4; beat++) {
        const degree = random() < 0.6 ? root + 2 * Math.floor(random() * 3) : Math.floor(random() * 7);
        place(
          track,
          fm(rate, hzOfMidi(note(degree) + 24, cents), beatS * 0.8, 2, 0.7),
          rate,
          at + beat * beatS,
          0.25,
          true,
        );
      }
  }
  return track;
}

/** Events at times that follow no pulse, at least 60 ms apart. */
export function randomHits(seconds: number, count: number, seed: number, rate = 44100): Track {
  const random = seeded(seed);
  const track = new Float32Array(Math.round(seconds * rate));
  const times: number[] = [];
  while (times.length < count) {
    const t = random() * (seconds - 0.3);
    if (times.every((other) => Math.abs(other - t) > 0.06)) times.push(t);
  }
  for (const t of times) {
    const pick = random();
    const sound =
      pick < 0.4
        ? wood(rate, 400 + 1500 * random())
        : pick < 0.7
          ? snare(rate, random)
          : kick(rate, 40 + 60 * random());
    place(track, sound, rate, t, 0.4 + 0.6 * random());
  }
  return track;
}
