import { eventTimes, expo, lerp, type Recipe, type Stage } from './recipe.ts';

const rain: Recipe = {
  role: 'bed',
  choices: ['ground', 'tin', 'cloth', 'leaves'],
  play: (stage) => stage.bed(`rain:${stage.choice}`),
};

function clap(stage: Stage, at: number, near: number): void {
  const { random, knobs } = stage;
  const params = { seed: random.seed(), pace: near, size: knobs.size * random.between(0.8, 1.2) };
  stage.hit(at, 'thunder', params, 5 + 4 * knobs.size, { pan: random.between(-0.5, 0.5) });
}

function roll(stage: Stage, everyS: number): void {
  const near = Math.max(0, Math.min(1, 0.9 - stage.knobs.far * 0.9 + (stage.knobs.pace - 0.5)));
  eventTimes(stage, everyS, 0.6).forEach((at, n) =>
    clap(stage, stage.fill && n === 0 ? at + stage.random.between(0.4, 1.4) : at, near),
  );
}

const thunder: Recipe = {
  role: 'event',
  seconds: 8,
  play: (stage) => roll(stage, lerp(8, 4, stage.knobs.density)),
};

const storm: Recipe = {
  role: 'bed',
  play(stage) {
    stage.bed('rain:ground');
    stage.bed('wind:open', { force: 0.6 });
    roll({ ...stage, fill: true, onBeat: false }, 5);
  },
};

const drip: Recipe = {
  role: 'event',
  play(stage) {
    for (const at of eventTimes(stage, expo(1.6, 0.3, stage.knobs.pace), 0.5, 5)) {
      const { knobs, random } = stage;
      const params = { seed: random.seed(), size: knobs.size + random.between(-0.25, 0.25) };
      stage.hit(at, 'drop:drip', params, 0.5, {
        gain: random.between(0.6, 1),
        pan: random.between(-0.4, 0.4),
      });
    }
  },
};

const once = (module: string, lengthS: number, everyS: number): Recipe => ({
  role: 'event',
  play(stage) {
    for (const at of eventTimes(stage, everyS * expo(1.6, 0.6, stage.knobs.pace), 0.4)) {
      const { random } = stage;
      const params = { seed: random.seed(), size: stage.knobs.size + random.between(-0.1, 0.1) };
      stage.hit(at, module, params, lengthS, {
        gain: random.between(0.8, 1),
        pan: random.between(-0.3, 0.3),
      });
    }
  },
});

const glug: Recipe = {
  role: 'event',
  seconds: 4,
  play(stage) {
    const gap = expo(0.24, 0.1, stage.knobs.pace);
    stage.bed('stream', { density: 0.35, force: 0.2 });
    const last = stage.fill ? stage.seconds : Math.min(stage.seconds, 3);
    for (let at = 0; at < last - 0.2; at += gap * stage.random.between(0.8, 1.25)) {
      const size = stage.knobs.size - 0.25 * (at / last) + stage.random.between(-0.08, 0.08);
      stage.hit(at, 'drop:glug', { seed: stage.random.seed(), size }, 0.25);
    }
  },
};

const bed = (module: string, params: Record<string, number> = {}, level = 0): Recipe => ({
  role: 'bed',
  level,
  play: (stage) => stage.bed(module, params),
});

function chirp(stage: Stage, at: number, kind: string, centre: number, lengthS: number, pan: number): void {
  const { random, knobs } = stage;
  const params = {
    seed: random.seed(),
    freq: centre * expo(0.75, 1.35, knobs.tone) * expo(1.35, 0.75, knobs.size),
    dur: lengthS,
    size: random.between(0.25, 1),
    pace: knobs.pace,
  };
  stage.hit(at, `bird:${kind}`, params, lengthS + 0.02, { gain: random.between(0.45, 1), pan });
}

/** Each bird has its place and its motif, and repeats it in phrases. */
function flock(stage: Stage, birds: number): void {
  for (let bird = 0; bird < birds; bird++) {
    const random = stage.random.fork(`bird ${bird}`);
    const centre = random.between(2300, 5200);
    const pan = random.between(-0.8, 0.8);
    const motif = Array.from({ length: 2 + random.index(4) }, () => random.between(0.06, 0.19));
    const rest = lerp(4.2, 1.1, stage.knobs.density) * random.between(0.8, 1.4);
    let at = random.between(0, rest * 0.7);
    while (at < stage.seconds - 0.3) {
      for (const length of motif) {
        if (at < stage.seconds - 0.3) chirp(stage, at, 'song', centre, length, pan);
        at += length + lerp(0.12, 0.04, stage.knobs.pace);
      }
      at += rest * random.between(0.6, 1.4);
    }
  }
}

const birds: Recipe = {
  role: 'event',
  seconds: 8,
  play: (stage) => flock(stage, Math.round(lerp(1.6, 5.4, stage.knobs.density))),
};

const caller = (kind: string, centre: number, lengthS: number, everyS: number, repeats: number): Recipe => ({
  role: 'event',
  play(stage) {
    for (const at of eventTimes(stage, everyS, 0.5, 3)) {
      const pan = stage.random.between(-0.5, 0.5);
      for (let n = 0; n < repeats; n++) chirp(stage, at + n * lengthS * 1.35, kind, centre, lengthS, pan);
    }
  },
});

const forest: Recipe = {
  role: 'bed',
  play(stage) {
    stage.bed('wind:open', { force: 0.15, tone: 0.7 });
    flock(stage, 3);
  },
};

const night: Recipe = {
  role: 'bed',
  play(stage) {
    stage.bed('insects-crickets');
    stage.bed('wind:open', { force: 0.05, tone: 0.3 });
    const owls = stage.random.between(1, 3);
    chirp(stage, Math.min(owls, stage.seconds / 2), 'owl', 1500, 0.5, 0.5);
    chirp(stage, Math.min(owls + 0.7, stage.seconds * 0.7), 'owl', 1400, 0.9, 0.5);
  },
};

export const NATURE: Record<string, Recipe> = {
  rain,
  thunder,
  storm,
  wind: { role: 'bed', choices: ['open', 'howl'], play: (stage) => stage.bed(`wind:${stage.choice}`) },
  ocean: bed('ocean'),
  stream: bed('stream'),
  shower: bed('rain:cloth', { density: 0.95, tone: 0.8 }),
  drip,
  drips: { ...drip, play: (stage) => drip.play({ ...stage, many: true }) },
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
