import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import {
  drums,
  GROOVES,
  PROGRESSIONS,
  randomHits,
  song,
  type GrooveName,
  type Instrument,
} from '../../../src/testing/test-music.ts';
import {
  fm,
  hat,
  hzOfMidi,
  kick,
  normalise,
  pad,
  rain,
  room,
  seeded,
  snare,
  stereo,
  white,
  wood,
  type Track,
} from '../../../src/testing/test-sounds.ts';

export interface Case {
  name: string;
  /** What is true of it; null where there is none to find. */
  bpm: number | null;
  key: SoundKey | null;
  /** Which detectors it is a fair question for. */
  asks: 'tempo' | 'key' | 'both';
  make: () => { channels: Track[]; sampleRate: number };
}

const RATE = 44100;
const names = Object.keys(GROOVES) as GrooveName[];
const finish = (track: Track, rate = RATE) => stereo(normalise(track), rate, 0.3);

function mixed(track: Track, bed: Track, ratio: number): Track {
  const loud = normalise(track, 1);
  const noise = normalise(bed, ratio);
  return loud.map((x, i) => x + (noise[i] ?? 0));
}

/** 50 to 220 BPM in uneven steps, so that no case sits on a round number by design. */
const tempoOf = (i: number): number => 50 + ((i * 37) % 171);

function* tempoCases(): Generator<Case> {
  let i = 0;
  const add = (name: string, bpm: number, make: (bpm: number, seed: number) => Track, rate = RATE): Case => {
    const seed = ++i;
    return {
      name: `${name} ${bpm}`,
      bpm,
      key: null,
      asks: 'tempo',
      make: () => finish(make(bpm, seed), rate),
    };
  };
  for (const groove of names)
    for (let k = 0; k < 4; k++) {
      const bars = 4 + 2 * (k % 2);
      yield add(groove, tempoOf(i), (bpm, seed) => drums({ groove, bpm, bars, seed }));
    }
  for (const groove of ['fourFloor', 'rock', 'breakbeat', 'halfTime', 'bossa'] as const) {
    yield add(`${groove} swung`, tempoOf(i), (bpm, seed) =>
      drums({ groove, bpm, bars: 4, seed, swing: 0.62 }),
    );
    yield add(`${groove} unsteady`, tempoOf(i), (bpm, seed) =>
      drums({ groove, bpm, bars: 6, seed, jitterMs: 14 }),
    );
    yield add(`${groove} with holes`, tempoOf(i), (bpm, seed) =>
      drums({ groove, bpm, bars: 6, seed, dropout: 0.3 }),
    );
    yield add(`${groove} in rain`, tempoOf(i), (bpm, seed) => {
      const track = drums({ groove, bpm, bars: 4, seed });
      return mixed(track, rain(track.length / RATE, RATE, seeded(seed)), 0.35);
    });
    yield add(`${groove} in a room`, tempoOf(i), (bpm, seed) =>
      room(drums({ groove, bpm, bars: 4, seed }), RATE, 0.8),
    );
    yield add(`${groove} one bar`, tempoOf(i), (bpm, seed) => drums({ groove, bpm, bars: 1, seed }));
    yield add(`${groove} two bars`, tempoOf(i), (bpm, seed) => drums({ groove, bpm, bars: 2, seed }));
    yield add(
      `${groove} at 22 kHz`,
      tempoOf(i),
      (bpm, seed) => drums({ groove, bpm, bars: 4, seed, rate: 22050 }),
      22050,
    );
  }
  for (const instrument of ['pad', 'keys', 'pluck'] as const)
    for (let k = 0; k < 3; k++)
      yield add(instrument, tempoOf(i), (bpm, seed) =>
        song({
          tonic: seed % 12,
          mode: 'minor',
          bpm,
          progression: PROGRESSIONS.minor.aeolian,
          instrument,
          seed,
          withMelody: k === 2,
        }),
      );
}

function* withoutTempo(): Generator<Case> {
  const none = (name: string, make: () => Track): Case => ({
    name,
    bpm: null,
    key: null,
    asks: 'both',
    make: () => finish(make()),
  });
  yield none('silence', () => new Float32Array(5 * RATE));
  for (const seed of [1, 2, 3]) yield none(`rain ${seed}`, () => rain(8, RATE, seeded(seed), 1000 * seed));
  yield none('white noise', () => white(6, RATE, seeded(4)));
  for (const count of [2, 3, 4, 5, 7, 9, 12, 16, 24, 40, 60])
    for (const seed of [1, 2])
      yield none(`${count} random hits ${seed}`, () => randomHits(7 + (count % 3), count, 10 * count + seed));
  yield none('one kick', () => kick(RATE));
  yield none('one snare', () => snare(RATE, seeded(5)));
  yield none('one hat', () => hat(RATE, seeded(6), true));
  yield none('one knock', () => wood(RATE));
  yield none('a swell of noise', () =>
    white(6, RATE, seeded(7)).map((x, i, all) => x * Math.sin((Math.PI * i) / all.length)),
  );
}

const PITCHED = ['pad', 'keys', 'pluck'] as const;

function* keyCases(): Generator<Case> {
  let i = 0;
  for (const instrument of PITCHED satisfies readonly Instrument[])
    for (const key of SOUND_KEYS) {
      if (key === 'Any') continue;
      const mode = key.endsWith('m') ? 'minor' : 'major';
      const progressions = Object.entries(PROGRESSIONS[mode]);
      const n = i++;
      const [progressionName, progression] = progressions[n % progressions.length] ?? ['', []];
      const cents = n % 3 === 0 ? ((n * 29) % 80) - 40 : 0;
      const tonic = (SOUND_KEYS.indexOf(key) - 1) % 12;
      const withDrums = n % 4 === 1;
      yield {
        name: `${instrument} ${key} ${progressionName}${cents ? ` ${cents} cents` : ''}${withDrums ? ' with drums' : ''}`,
        bpm: null,
        key,
        asks: 'key',
        make: () => {
          const bpm = 80 + ((n * 23) % 70);
          const track = song({
            tonic,
            mode,
            bpm,
            progression,
            instrument,
            cents,
            seed: n,
            withBass: n % 5 !== 2,
            withMelody: n % 2 === 0,
            harmonic: n % 7 === 3,
          });
          return finish(
            withDrums ? mixed(track, drums({ groove: 'rock', bpm, bars: 4, seed: n }), 0.7) : track,
          );
        },
      };
    }
  const none = (name: string, make: () => Track): Case => ({
    name,
    bpm: null,
    key: null,
    asks: 'key',
    make: () => finish(make()),
  });
  for (const groove of ['rock', 'bossa', 'breakbeat', 'triplets'] as const)
    yield none(`${groove} without pitch`, () => drums({ groove, bpm: 104, bars: 4 }));
  for (const midi of [45, 52, 57, 64]) yield none(`drone on ${midi}`, () => pad(RATE, hzOfMidi(midi), 5));
  yield none('a bell', () => fm(RATE, 330, 3, 1.41, 3));
  yield none('a glide', () => {
    let phase = 0;
    return Float32Array.from({ length: 4 * RATE }, (_, n) =>
      Math.sin((phase += (2 * Math.PI * (110 + n / 400)) / RATE)),
    );
  });
  yield none('all twelve notes', () => {
    const track = new Float32Array(6 * RATE);
    for (let n = 0; n < 12; n++) track.set(fm(RATE, hzOfMidi(57 + ((n * 7) % 12)), 0.5), n * (RATE / 2));
    return track;
  });
}

export const cases = (): Case[] => [...tempoCases(), ...withoutTempo(), ...keyCases()];
