import { hertz, nearest, scaleOfKey } from '../music/theory.ts';
import { eventTimes, expo, lerp, type Recipe, type Layer } from './recipe.ts';

/** The n-th step of a bright pentatonic on the key's tonic, near `around`. */
function pentatonic(layer: Layer, n: number, around: number): number {
  const scale = scaleOfKey(layer.song.key);
  const degrees = layer.song.key.mode === 'major' ? [0, 1, 2, 4, 5] : [0, 2, 3, 4, 6];
  const degree = degrees[((n % 5) + 5) % 5] ?? 0;
  const tonic = nearest(layer.song.key.pitchClass, around);
  const above = ((scale[degree] ?? 0) - layer.song.key.pitchClass + 12) % 12;
  return tonic + above + 12 * Math.floor(n / 5);
}

const WAVES = ['soft', 'glass', 'square', 'bubble', 'buzz'];

/** A few notes after each other; each take plays another of the phrases. */
const jingle = (
  phrases: readonly (readonly number[])[],
  gapS: number,
  lengthS: number,
  wave: string,
  octave = 76,
): Recipe => ({
  role: 'event',
  pitched: true,
  choices: [wave, ...WAVES],
  play(layer) {
    const { knobs, random } = layer;
    const phrase = phrases[(layer.take + random.index(1)) % phrases.length] ?? [0];
    const around = octave + Math.round(lerp(9, -9, knobs.size) + lerp(-5, 5, knobs.tone));
    const length = lengthS * expo(0.55, 1.8, knobs.size) * expo(1.4, 0.7, knobs.pace);
    const gap = gapS * expo(1.5, 0.65, knobs.pace);
    for (const at of eventTimes(layer, Math.max(1, phrase.length * gap * 2), 0.2, 3)) {
      phrase.forEach((step, n) => {
        const params = {
          freq: hertz(pentatonic(layer, step, around)),
          dur: n === phrase.length - 1 ? length * 1.6 : length,
          size: 0.5,
        };
        layer.hit(at + n * gap, `blip:${layer.choice}`, params, params.dur * 2.2, { gain: 0.9, pan: 0 });
      });
    }
  },
});

const sweepy = (kind: string, lengthS: number, everyS: number): Recipe => ({
  role: 'event',
  play(layer) {
    const { knobs, random } = layer;
    for (const at of eventTimes(layer, everyS, 0.3, 4)) {
      const dur =
        lengthS * expo(0.55, 1.9, knobs.size) * expo(1.6, 0.6, knobs.pace) * random.between(0.92, 1.08);
      const tone = knobs.tone + random.between(-0.12, 0.12);
      layer.hit(at, `zap:${kind}`, { seed: random.seed(), dur, tone }, dur + 0.03, {
        pan: random.between(-0.2, 0.2),
      });
    }
  },
});

const jump: Recipe = {
  role: 'event',
  play(layer) {
    const { knobs } = layer;
    for (const at of eventTimes(layer, 0.9, 0.2, 3)) {
      const dur = lerp(0.14, 0.5, knobs.size);
      const params = {
        freq: expo(420, 190, knobs.size) * expo(0.8, 1.3, knobs.tone),
        dur,
        size: 0.5 + lerp(0.15, 0.4, knobs.pace),
      };
      layer.hit(at, 'blip:square', params, dur * 2);
    }
  },
};

const glitch: Recipe = {
  role: 'event',
  seconds: 2,
  play(layer) {
    const { knobs, random, song } = layer;
    const grain = layer.onBeat ? song.beatS / 8 : expo(0.09, 0.035, knobs.pace);
    const end = layer.fill ? layer.seconds : lerp(0.7, 2.2, knobs.size);
    for (let at = 0; at < end - grain; at += grain * (1 + random.index(3))) {
      if (!random.chance(lerp(0.55, 0.95, knobs.density))) continue;
      const freq = expo(120, 3800, random.next());
      const params = {
        freq,
        dur: grain * 1.2,
        size: random.between(0.2, 0.8),
        grit: 0.5,
        seed: random.seed(),
      };
      const module = random.pick(['blip:square', 'blip:buzz', 'chip:hash', 'zap:laser']);
      layer.hit(at, module, params, grain * random.between(0.6, 1.6), {
        pan: random.between(-0.7, 0.7),
        gain: random.between(0.4, 1),
      });
    }
  },
};

const teleport: Recipe = {
  role: 'event',
  pitched: true,
  play(layer) {
    const { knobs, random } = layer;
    for (const at of eventTimes(layer, 3, 0.3, 2)) {
      const dur = lerp(0.8, 2.2, knobs.size);
      layer.hit(at, 'zap:teleport', { seed: random.seed(), dur }, dur, { gain: 0.35 });
      const grains = Math.round(lerp(10, 36, knobs.density));
      for (let n = 0; n < grains; n++) {
        const params = { freq: hertz(pentatonic(layer, n % 11, 84)), dur: 0.3, seed: random.seed() };
        const when = at + (n / grains) * dur * 0.85;
        layer.hit(when, 'blip:glass', params, 0.6, {
          gain: random.between(0.15, 0.5),
          pan: random.between(-0.9, 0.9),
        });
      }
    }
  },
};

export const INTERFACE: Record<string, Recipe> = {
  blip: jingle([[0], [2], [0, 2]], 0.07, 0.09, 'soft'),
  notify: jingle(
    [
      [0, 2],
      [2, 0],
      [0, 2, 4],
    ],
    0.12,
    0.42,
    'glass',
  ),
  success: jingle(
    [
      [0, 2, 3, 5],
      [0, 3, 5],
      [0, 1, 2, 5],
    ],
    0.11,
    0.28,
    'soft',
    72,
  ),
  failure: jingle(
    [
      [2, 0],
      [3, 1, 0],
      [1, -2],
    ],
    0.17,
    0.26,
    'buzz',
    55,
  ),
  gamecoin: jingle(
    [
      [3, 5],
      [2, 5],
      [0, 5],
    ],
    0.075,
    0.3,
    'square',
    83,
  ),
  doorbell: jingle(
    [
      [2, 0],
      [3, 0],
      [4, 2, 0],
    ],
    0.55,
    0.85,
    'glass',
    72,
  ),
  jump,
  laser: sweepy('laser', 0.32, 0.6),
  powerup: sweepy('powerup', 0.9, 2),
  powerdown: sweepy('powerdown', 1.1, 2.2),
  teleport,
  glitch,
};
