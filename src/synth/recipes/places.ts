import { eventTimes, expo, lerp, type Recipe, type Layer } from './recipe.ts';

const GROUNDS = ['concrete', 'wood', 'gravel', 'snow', 'grass', 'water', 'metal', 'leaves'];

function steps(layer: Layer, everyS: number, several: number): void {
  const { knobs, random } = layer;
  eventTimes(layer, everyS, 0.08, several).forEach((at, n) => {
    const params = {
      seed: random.seed(),
      force: knobs.force * random.between(0.85, 1.15),
      tone: knobs.tone + random.between(-0.08, 0.08),
    };
    layer.hit(at, `step:${layer.choice}`, params, 0.6, {
      gain: random.between(0.8, 1),
      pan: n % 2 === 0 ? -0.14 : 0.14,
    });
  });
}

const step: Recipe = {
  role: 'event',
  seconds: 5,
  choices: GROUNDS,
  play: (layer) =>
    steps({ ...layer, many: layer.many || layer.count === null }, expo(0.95, 0.26, layer.knobs.pace), 8),
};

const gallop: Recipe = {
  role: 'event',
  seconds: 4,
  choices: ['grass', ...GROUNDS],
  play(layer) {
    const gap = layer.onBeat ? layer.song.beatS / 2 : expo(0.62, 0.36, layer.knobs.pace);
    for (let at = 0; at < layer.seconds - 0.2; at += gap) {
      [0, 0.24, 0.48].forEach((part, n) => {
        const params = { seed: layer.random.seed(), size: 0.9, pace: 0.9, tone: 0.3 };
        layer.hit(at + part * gap, `step:${layer.choice}`, params, 0.4, { gain: n === 2 ? 1 : 0.75 });
        layer.hit(at + part * gap, 'strike:body', { seed: layer.random.seed(), size: 0.3, tone: 0.3 }, 0.2, {
          gain: 0.35,
        });
      });
    }
  },
};

/** Passing by: swells and sinks in pitch once in its time. */
const jet: Recipe = {
  role: 'bed',
  play(layer) {
    layer.bed('wind:howl', { force: 0.9, tone: lerp(0.5, 1, layer.knobs.tone) });
    layer.bed('blades-fan', { pace: 1, force: 1, tone: layer.knobs.tone });
    layer.bed('motor:steady', { pace: 1, tone: 1, size: 0.9 - layer.knobs.size * 0.5, grit: 0.4 });
  },
};

const steamwhistle: Recipe = {
  role: 'event',
  pitched: true,
  play(layer) {
    const length = lerp(0.8, 2.4, layer.knobs.size);
    for (const at of eventTimes(layer, 4, 0.2, 2)) {
      for (const [n, ratio] of [1, 1.19, 1.5, 1.78].entries()) {
        const params = {
          freq: 310 * ratio * expo(1.3, 0.6, layer.knobs.size),
          dur: length,
          seed: layer.random.seed(),
        };
        layer.hit(at, 'reed-accordion', params, length + 0.5, { pan: n * 0.2 - 0.3 });
        layer.hit(at, 'squeak:breath', { dur: length, tone: 0.8 }, length, { gain: 0.2 });
      }
    }
  },
};

const bed = (module: string, params: Record<string, number> = {}): Recipe => ({
  role: 'bed',
  play: (layer) => layer.bed(module, params),
});
const signal = (kind: string, seconds: number): Recipe => ({
  role: 'event',
  seconds,
  play: (layer) => layer.bed(`alarm-${kind}`),
});

export const PLACES: Record<string, Recipe> = {
  step,
  gallop,
  room: bed('crowd-room'),
  city: bed('crowd-city'),
  talk: bed('crowd-talk'),
  applause: bed('crowd-applause'),
  cheer: bed('crowd-cheer'),
  motor: { role: 'bed', choices: ['steady', 'driven'], play: (layer) => layer.bed(`motor:${layer.choice}`) },
  copter: bed('blades-copter'),
  train: bed('blades-train'),
  fan: bed('blades-fan'),
  works: bed('blades-works'),
  jet,
  steamwhistle,
  mains: bed('electric-mains'),
  vinyl: bed('electric-vinyl'),
  radio: bed('electric-radio'),
  tape: bed('electric-tape'),
  geiger: bed('electric-geiger'),
  bleeps: bed('electric-bleeps'),
  field: bed('electric-field'),
  siren: signal('wail', 6),
  alarm: signal('beep', 4),
  phone: signal('phone', 6),
  keypad: signal('keys', 3),
  horn: signal('horn', 1.2),
  schoolbell: signal('bell', 3),
  buzzer: signal('buzzer', 1.2),
  twotone: signal('twotone', 6),
};
