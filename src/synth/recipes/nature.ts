import { eventTimes, expo, lerp, type Recipe, type Layer } from './recipe.ts';

const rain: Recipe = {
  role: 'bed',
  choices: ['ground', 'tin', 'cloth', 'leaves'],
  play: (layer) => layer.bed(`rain:${layer.choice}`),
};

function clap(layer: Layer, at: number, near: number): void {
  const { random, knobs } = layer;
  const params = { seed: random.seed(), pace: near, size: knobs.size * random.between(0.8, 1.2) };
  layer.hit(at, 'thunder', params, 5 + 4 * knobs.size, { pan: random.between(-0.5, 0.5) });
}

function roll(layer: Layer, everyS: number): void {
  const near = Math.max(0, Math.min(1, 0.9 - layer.knobs.far * 0.9 + (layer.knobs.pace - 0.5)));
  eventTimes(layer, everyS, 0.6).forEach((at, n) =>
    clap(layer, layer.fill && n === 0 ? at + layer.random.between(0.4, 1.4) : at, near),
  );
}

const thunder: Recipe = {
  role: 'event',
  seconds: 8,
  play: (layer) => roll(layer, lerp(8, 4, layer.knobs.density)),
};

const storm: Recipe = {
  role: 'bed',
  play(layer) {
    layer.bed('rain:ground');
    layer.bed('wind:open', { force: 0.6 });
    roll({ ...layer, fill: true, onBeat: false }, 5);
  },
};

const drip: Recipe = {
  role: 'event',
  play(layer) {
    for (const at of eventTimes(layer, expo(1.6, 0.3, layer.knobs.pace), 0.5, 5)) {
      const { knobs, random } = layer;
      const params = { seed: random.seed(), size: knobs.size + random.between(-0.25, 0.25) };
      layer.hit(at, 'drop:drip', params, 0.5, {
        gain: random.between(0.6, 1),
        pan: random.between(-0.4, 0.4),
      });
    }
  },
};

const once = (module: string, lengthS: number, everyS: number): Recipe => ({
  role: 'event',
  play(layer) {
    for (const at of eventTimes(layer, everyS * expo(1.6, 0.6, layer.knobs.pace), 0.4)) {
      const { random } = layer;
      const params = { seed: random.seed(), size: layer.knobs.size + random.between(-0.1, 0.1) };
      layer.hit(at, module, params, lengthS, {
        gain: random.between(0.8, 1),
        pan: random.between(-0.3, 0.3),
      });
    }
  },
});

const glug: Recipe = {
  role: 'event',
  seconds: 4,
  play(layer) {
    const gap = expo(0.24, 0.1, layer.knobs.pace);
    layer.bed('stream', { density: 0.35, force: 0.2 });
    const last = layer.fill ? layer.seconds : Math.min(layer.seconds, 3);
    for (let at = 0; at < last - 0.2; at += gap * layer.random.between(0.8, 1.25)) {
      const size = layer.knobs.size - 0.25 * (at / last) + layer.random.between(-0.08, 0.08);
      layer.hit(at, 'drop:glug', { seed: layer.random.seed(), size }, 0.25);
    }
  },
};

const bed = (module: string, params: Record<string, number> = {}, level = 0): Recipe => ({
  role: 'bed',
  level,
  play: (layer) => layer.bed(module, params),
});

function chirp(layer: Layer, at: number, kind: string, centre: number, lengthS: number, pan: number): void {
  const { random, knobs } = layer;
  const params = {
    seed: random.seed(),
    freq: centre * expo(0.75, 1.35, knobs.tone) * expo(1.35, 0.75, knobs.size),
    dur: lengthS,
    size: random.between(0.25, 1),
    pace: knobs.pace,
  };
  layer.hit(at, `bird:${kind}`, params, lengthS + 0.02, { gain: random.between(0.45, 1), pan });
}

/** Each bird has its place and its motif, and repeats it in phrases. */
function flock(layer: Layer, birds: number): void {
  for (let bird = 0; bird < birds; bird++) {
    const random = layer.random.fork(`bird ${bird}`);
    const centre = random.between(2300, 5200);
    const pan = random.between(-0.8, 0.8);
    const motif = Array.from({ length: 2 + random.index(4) }, () => random.between(0.06, 0.19));
    const rest = lerp(4.2, 1.1, layer.knobs.density) * random.between(0.8, 1.4);
    let at = random.between(0, rest * 0.7);
    while (at < layer.seconds - 0.3) {
      for (const length of motif) {
        if (at < layer.seconds - 0.3) chirp(layer, at, 'song', centre, length, pan);
        at += length + lerp(0.12, 0.04, layer.knobs.pace);
      }
      at += rest * random.between(0.6, 1.4);
    }
  }
}

const birds: Recipe = {
  role: 'event',
  seconds: 8,
  play: (layer) => flock(layer, Math.round(lerp(1.6, 5.4, layer.knobs.density))),
};

const caller = (kind: string, centre: number, lengthS: number, everyS: number, repeats: number): Recipe => ({
  role: 'event',
  play(layer) {
    for (const at of eventTimes(layer, everyS, 0.5, 3)) {
      const pan = layer.random.between(-0.5, 0.5);
      for (let n = 0; n < repeats; n++) chirp(layer, at + n * lengthS * 1.35, kind, centre, lengthS, pan);
    }
  },
});

const forest: Recipe = {
  role: 'bed',
  play(layer) {
    layer.bed('wind:open', { force: 0.15, tone: 0.7 });
    flock(layer, 3);
  },
};

const night: Recipe = {
  role: 'bed',
  play(layer) {
    layer.bed('insects-crickets');
    layer.bed('wind:open', { force: 0.05, tone: 0.3 });
    const owls = layer.random.between(1, 3);
    chirp(layer, Math.min(owls, layer.seconds / 2), 'owl', 1500, 0.5, 0.5);
    chirp(layer, Math.min(owls + 0.7, layer.seconds * 0.7), 'owl', 1400, 0.9, 0.5);
  },
};

export const NATURE: Record<string, Recipe> = {
  rain,
  thunder,
  storm,
  wind: { role: 'bed', choices: ['open', 'howl'], play: (layer) => layer.bed(`wind:${layer.choice}`) },
  ocean: bed('ocean'),
  stream: bed('stream'),
  shower: bed('rain:cloth', { density: 0.95, tone: 0.8 }),
  drip,
  drips: { ...drip, play: (layer) => drip.play({ ...layer, many: true }) },
  splash: once('drop:splash', 1.6, 2.4),
  glug,
  fire: bed('fire'),
  crickets: bed('insects-crickets'),
  cicadas: bed('insects-cicadas'),
  frogs: bed('insects-frogs'),
  bees: bed('insects-bees'),
  night,
  birds,
  forest,
  crow: caller('crow', 1700, 0.34, 2.6, 3),
  gull: caller('gull', 1500, 0.5, 2.4, 2),
  owl: caller('owl', 1500, 0.55, 3.2, 2),
};
