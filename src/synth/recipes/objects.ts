import { eventTimes, expo, lerp, type Recipe, type Layer } from './recipe.ts';

const MATERIALS = ['wood', 'metal', 'glass', 'stone', 'plastic', 'ceramic', 'body', 'door', 'bell'];

function strike(layer: Layer, at: number, kind: string, more: Record<string, number> = {}, gain = 1): void {
  const { random, knobs } = layer;
  const params = {
    seed: random.seed(),
    size: knobs.size + random.between(-0.03, 0.03),
    tone: knobs.tone + random.between(-0.07, 0.07),
    ...more,
  };
  const rings = kind === 'bell' || kind === 'metal' || kind === 'glass';
  layer.hit(at, `strike:${kind}`, params, rings ? 3.5 : 0.9, { gain, pan: random.between(-0.1, 0.1) });
}

const knock: Recipe = {
  role: 'event',
  choices: MATERIALS,
  play(layer) {
    for (const at of eventTimes(layer, expo(0.75, 0.16, layer.knobs.pace), 0.12, 3)) {
      strike(layer, at, layer.choice, {}, layer.random.between(0.82, 1));
      if (layer.choice === 'wood') strike(layer, at, 'door', { size: layer.knobs.size * 0.6 }, 0.5);
    }
  },
};

const slam: Recipe = {
  role: 'event',
  choices: ['wood', 'metal', 'glass'],
  play(layer) {
    for (const at of eventTimes(layer, 2.2, 0.3, 2)) {
      strike(layer, at, 'door', { force: 0.9 });
      strike(layer, at + 0.004, 'body', { size: 0.9, force: 1 }, 0.9);
      strike(layer, at + 0.012, layer.choice, { size: 0.85, tone: 0.5 }, 0.5);
      for (let n = 0; n < 3; n++)
        strike(layer, at + 0.05 + n * 0.035, 'metal', { size: 0.2, tone: 0.6 }, 0.1 / (n + 1));
    }
  },
};

const shatter: Recipe = {
  role: 'event',
  play(layer) {
    const { knobs, random } = layer;
    for (const at of eventTimes(layer, 2.5, 0.3, 2)) {
      layer.hit(at, 'boom:gun', { seed: random.seed(), tone: 0.9, size: 0.1, force: 0.2 }, 0.4, {
        gain: 0.4,
      });
      const shards = Math.round(lerp(24, 70, knobs.density));
      for (let n = 0; n < shards; n++) {
        const late = random.next() ** 2.2 * lerp(0.7, 1.7, knobs.size);
        const params = {
          seed: random.seed(),
          size: random.between(0, 0.5) + knobs.size * 0.3,
          tone: random.between(0.5, 1),
        };
        layer.hit(at + late, 'strike:glass', params, 0.7, {
          gain: (0.9 - late * 0.4) * random.between(0.15, 0.8),
          pan: random.between(-0.8, 0.8),
        });
      }
    }
  },
};

const coin: Recipe = {
  role: 'event',
  play(layer) {
    const { knobs, random } = layer;
    for (const at of eventTimes(layer, expo(0.9, 0.16, knobs.density), 0.6, 6)) {
      // A coin bounces faster and faster.
      let [when, gap, gain] = [at, 0.16, 1];
      while (gain > 0.1) {
        const params = { seed: random.seed(), size: 0.02 + knobs.size * 0.2, tone: 0.95 };
        layer.hit(when, 'strike:metal', params, 1.1, { gain, pan: random.between(-0.3, 0.3) });
        when += gap;
        gap *= 0.68;
        gain *= 0.62;
      }
    }
  },
};

const clock: Recipe = {
  role: 'event',
  beat: true,
  seconds: 6,
  play(layer) {
    const { song } = layer;
    const ticks = song.bpm >= 100 ? song.beats : song.beats * 2;
    for (let n = 0; n < ticks; n++) {
      const at = (n * song.beatS * song.beats) / ticks;
      strike(layer, at, 'wood', { size: n % 2 === 0 ? 0.15 : 0.3, tone: 0.95, force: 0.2 });
      strike(layer, at, 'metal', { size: 0, tone: 0.9 }, 0.12);
    }
  },
};

const typing: Recipe = {
  role: 'event',
  seconds: 5,
  play(layer) {
    const { knobs, random } = layer;
    let at = 0;
    while (at < layer.seconds - 0.15) {
      const space = random.chance(0.16);
      const params = { size: space ? 0.6 : random.between(0.05, 0.3), tone: random.between(0.6, 1) };
      strike(layer, at, 'plastic', params, random.between(0.6, 1));
      strike(layer, at + 0.055, 'plastic', { ...params, size: params.size * 0.6 }, 0.25);
      at +=
        expo(0.24, 0.085, knobs.pace) * random.between(0.55, 1.5) + (space && random.chance(0.3) ? 0.3 : 0);
    }
  },
};

const click: Recipe = {
  role: 'event',
  choices: ['plastic', 'metal', 'wood'],
  play(layer) {
    for (const at of eventTimes(layer, 0.9, 0.3, 3)) {
      strike(layer, at, layer.choice, { size: layer.knobs.size * 0.3, tone: 0.95 });
      strike(
        layer,
        at + lerp(0.09, 0.03, layer.knobs.pace),
        'metal',
        { size: 0.05, tone: 0.8, force: 0.2 },
        0.18,
      );
    }
  },
};

/** Friction for `seconds`, a few times. */
const rub = (kind: string, lengthS: number, everyS: number, several = 2): Recipe => ({
  role: 'event',
  play(layer) {
    const { knobs, random } = layer;
    for (const at of eventTimes(layer, everyS, 0.3, several)) {
      const dur =
        lengthS * expo(0.5, 1.9, knobs.size) * expo(1.5, 0.65, knobs.pace) * random.between(0.85, 1.15);
      const pan = random.between(-0.3, 0.3);
      layer.hit(at, `squeak:${kind}`, { seed: random.seed(), dur }, dur + 0.15, { pan });
    }
  },
});

/** A blast and its tail. */
const blast = (kind: string, lengthS: number, everyS: number, pitched = false): Recipe => ({
  role: 'event',
  pitched,
  play(layer) {
    const { knobs, random, song } = layer;
    const freq = 36.7 * 2 ** (((song.key.pitchClass - 2 + 12) % 12) / 12) * 2;
    for (const at of eventTimes(layer, everyS * expo(1.4, 0.5, knobs.pace), 0.4, 3)) {
      layer.hit(at, `boom:${kind}`, { seed: random.seed(), freq }, lengthS * lerp(0.5, 1.6, knobs.size), {
        pan: random.between(-0.2, 0.2),
        gain: random.between(0.8, 1),
      });
    }
  },
});

/** A sweep; on a loop or with a length asked it fills its bars. */
const sweep = (kind: string, lengthS: number, pitched: boolean): Recipe => ({
  role: 'fx',
  pitched,
  play(layer) {
    const { knobs, random, song } = layer;
    const climbs = kind === 'riser' || kind === 'downer';
    const length =
      climbs && layer.fill ? layer.seconds : lengthS * expo(0.45, 2, knobs.size) * expo(1.6, 0.6, knobs.pace);
    const freq = 110 * 2 ** (((song.key.pitchClass - 9 + 12) % 12) / 12) * 2;
    for (const at of eventTimes(climbs ? { ...layer, fill: false } : layer, length * 1.8, 0.3, 2)) {
      const dur = Math.min(length, layer.loop && climbs ? layer.seconds : length);
      layer.hit(at, `whoosh:${kind}`, { seed: random.seed(), dur, freq }, dur);
    }
  },
});

export const OBJECTS: Record<string, Recipe> = {
  knock,
  slam,
  shatter,
  coin,
  clock,
  typing,
  switch: click,
  creak: rub('creak', 1.3, 3),
  squeak: rub('squeal', 0.5, 1.2, 3),
  zip: rub('zip', 0.5, 1.5),
  tear: rub('tear', 0.7, 1.6),
  scrape: rub('scrape', 0.5, 0.8, 4),
  boom: blast('explosion', 6, 4),
  explosion: blast('explosion', 4.5, 3.5),
  impact: blast('impact', 4.5, 4),
  braam: blast('braam', 4, 4, true),
  gun: blast('gun', 1.1, 0.9),
  whoosh: sweep('whoosh', 0.75, false),
  riser: sweep('riser', 4, true),
  downer: sweep('downer', 3, true),
  reverse: sweep('reverse', 1.6, false),
};
