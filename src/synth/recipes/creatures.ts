import { eventTimes, expo, type Recipe } from './recipe.ts';

/** A call of `lengthS` at `hertz`; small ones are higher and shorter. */
const throat = (kind: string, hertz: number, lengthS: number, everyS: number, repeats = 1): Recipe => ({
  role: 'event',
  play(layer) {
    const { knobs, random } = layer;
    const scale = expo(1.8, 0.55, knobs.size) * expo(0.8, 1.25, knobs.tone);
    const length = lengthS * expo(0.75, 1.35, knobs.size) * expo(1.25, 0.8, knobs.pace);
    for (const at of eventTimes(layer, everyS * expo(1.5, 0.65, knobs.pace), 0.5, 3)) {
      const pan = random.between(-0.35, 0.35);
      for (let n = 0; n < repeats; n++) {
        const dur = length * random.between(0.88, 1.12);
        const params = { seed: random.seed(), freq: hertz * scale * random.between(0.93, 1.07), dur };
        layer.hit(at + n * length * 1.7, `beast:${kind}`, params, dur + 0.02, {
          pan,
          gain: random.between(0.75, 1),
        });
      }
    }
  },
});

export const CREATURES: Record<string, Recipe> = {
  dog: throat('dog', 430, 0.2, 1.5, 2),
  cat: throat('cat', 560, 0.75, 2),
  cow: throat('cow', 150, 1.5, 3),
  wolf: throat('wolf', 520, 2.6, 4),
  roar: throat('roar', 85, 1.7, 3),
  horse: throat('horse', 620, 1.1, 3),
  pig: throat('pig', 190, 0.28, 1.2, 2),
  sheep: throat('sheep', 330, 0.9, 2.2),
  rooster: throat('rooster', 650, 1.5, 4),
  breath: {
    role: 'event',
    seconds: 4,
    play(layer) {
      const length = expo(1.9, 0.5, layer.knobs.pace);
      for (const at of eventTimes({ ...layer, many: true }, length * 2.3, 0.1, 2)) {
        const params = { seed: layer.random.seed(), dur: length };
        layer.hit(at, 'squeak:breath', { ...params, tone: 0.75 }, length);
        layer.hit(
          at + length * 1.1,
          'squeak:breath',
          { ...params, dur: length * 1.15, tone: 0.25 },
          length * 1.15,
        );
      }
    },
  },
  heartbeat: {
    role: 'event',
    beat: true,
    seconds: 4,
    play(layer) {
      const { knobs, song } = layer;
      const skin = (at: number, gain: number, freq: number) =>
        layer.hit(
          at,
          'skin:taiko',
          { freq: freq * expo(1.2, 0.85, knobs.size), size: 0.1, tone: knobs.tone * 0.2, force: 0.2 },
          0.5,
          { gain },
        );
      for (let beat = 0; beat < song.beats; beat++) {
        skin(beat * song.beatS, 1, 52);
        skin(beat * song.beatS + Math.min(0.3, song.beatS * 0.36), 0.7, 60);
      }
    },
  },
};
