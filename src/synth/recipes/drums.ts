import { DRUM_PATTERNS, type DrumPattern } from '../music/drum-patterns.ts';
import { STEPS_PER_BAR } from '../music/song.ts';
import { hertz, midiOf, nearest } from '../music/theory.ts';
import { expo, lerp, type Recipe, type Layer } from './recipe.ts';

type Part = keyof DrumPattern;
const PARTS: Part[] = ['kick', 'snare', 'clap', 'hat', 'open', 'ride', 'perc', 'shaker', 'tom'];

interface Voice {
  module: string;
  params: Record<string, number>;
  lengthS: number;
  gain: number;
  pan: number;
}

const KICK_HERTZ: Record<string, number> = { 909: 50, 808: 46, acoustic: 58, lofi: 52, hard: 48 };

/** A drum that rings is tuned as its player would: to the tonic or the fifth, whichever is nearer. In Hz. */
function tuned({ song: { key } }: Layer, freq: number): number {
  const around = midiOf(freq);
  const [tonic, fifth] = [key.pitchClass, (key.pitchClass + 7) % 12].map((note) => nearest(note, around)) as [
    number,
    number,
  ];
  return hertz(Math.abs(tonic - around) <= Math.abs(fifth - around) ? tonic : fifth);
}

/** Of the kicks, the 808 alone rings long enough to be a note. */
const kickHertz = (kind: string, layer: Layer, size = 1): number => {
  const freq = (KICK_HERTZ[kind] ?? 50) * size;
  return kind === '808' ? tuned(layer, freq) : freq;
};

/** The instrument of one part of a kit. `only` is the kind the prompt named for it. */
function voiceOf(part: Part, kit: string, layer: Layer, only?: string): Voice {
  const { knobs } = layer;
  const skin = (kind: string, freq: number, lengthS: number, gain: number): Voice => ({
    module: `skin:${kind}`,
    params: { freq: tuned(layer, freq) },
    lengthS,
    gain,
    pan: freq > 150 ? 0.25 : 0,
  });
  const kick = only ?? (KICK_HERTZ[kit] ? kit : '909');
  const snare = only ?? (['808', 'acoustic', 'lofi'].includes(kit) ? kit : '909');
  const metal = kit === '808' ? '808' : '909';
  switch (part) {
    case 'kick':
      if (kit === 'taiko') return skin('taiko', 62, 1.5, 1);
      if (kit === 'tabla' || kit === 'djembe') return skin(kit, kit === 'tabla' ? 82 : 70, 0.9, 1);
      if (kit === 'chip')
        return { module: 'chip:triangle', params: { freq: 70, dur: 0.12 }, lengthS: 0.14, gain: 1, pan: 0 };
      return {
        module: `kick:${kick}`,
        params: { freq: kickHertz(kick, layer) },
        lengthS: kick === '808' ? 1.4 : 0.5,
        gain: 1.15,
        pan: 0,
      };
    case 'snare':
      if (kit === 'taiko') return skin('tom', 130, 0.8, 0.6);
      if (kit === 'chip')
        return { module: 'chip:hash', params: { dur: 0.14, tone: 0.7 }, lengthS: 0.16, gain: 0.55, pan: 0 };
      return { module: `snare:${snare}`, params: {}, lengthS: 0.6, gain: 0.72, pan: 0.04 };
    case 'clap':
      return {
        module: 'snare:clap',
        params: { size: lerp(0.3, 0.8, knobs.size) },
        lengthS: 0.7,
        gain: 0.5,
        pan: -0.06,
      };
    case 'hat':
      if (kit === 'chip')
        return { module: 'chip:hash', params: { dur: 0.04, tone: 1 }, lengthS: 0.05, gain: 0.28, pan: 0.1 };
      return {
        module: `hat:${metal}`,
        params: { dur: lerp(0.05, 0.16, knobs.size), tone: knobs.tone },
        lengthS: 0.3,
        gain: 0.3,
        pan: 0.22,
      };
    case 'open':
      return {
        module: `hat:${metal}`,
        params: { dur: lerp(0.5, 0.95, knobs.size) },
        lengthS: 0.9,
        gain: 0.3,
        pan: 0.22,
      };
    case 'ride':
      return { module: 'hat:ride', params: { dur: 1.6 }, lengthS: 1.8, gain: 0.24, pan: -0.3 };
    case 'shaker':
      return { module: 'hat:shaker', params: {}, lengthS: 0.2, gain: 0.22, pan: -0.45 };
    case 'tom':
      return kit === 'taiko' ? skin('taiko', 92, 1.1, 0.7) : skin('tom', 110, 0.7, 0.6);
    case 'perc':
      if (kit === 'tabla' || kit === 'djembe') return skin(kit, kit === 'tabla' ? 285 : 190, 0.7, 0.6);
      return {
        module: layer.take % 2 === 0 ? 'snare:rim' : 'skin:conga',
        params: { freq: tuned(layer, 270) },
        lengthS: 0.5,
        gain: 0.35,
        pan: -0.25,
      };
  }
}

const LOUDNESS: Record<string, number> = { X: 1, x: 0.8, o: 0.42, r: 0.62 };

/** Plays one written bar again and again, with small human unevenness in level (never in time). */
function playPart(layer: Layer, bars: readonly string[], voice: Voice, fillBar: number): void {
  const { song, knobs, random } = layer;
  for (let step = 0; step < song.beats * 4; step++) {
    const bar = Math.floor(step / STEPS_PER_BAR);
    const pattern = bars[bar % bars.length] ?? '';
    const mark = pattern[step % STEPS_PER_BAR] ?? '.';
    const loud = LOUDNESS[mark];
    if (loud === undefined || (bar === fillBar && step % STEPS_PER_BAR >= 12)) continue;
    const gain = voice.gain * loud * random.between(0.9, 1);
    const params = { force: knobs.force * loud, ...voice.params };
    layer.hit(song.stepS(step), voice.module, params, voice.lengthS, { gain, pan: voice.pan });
    if (mark === 'r') {
      layer.hit(song.stepS(step) + song.beatS / 8, voice.module, params, voice.lengthS, {
        gain: gain * 0.8,
        pan: voice.pan,
      });
    }
  }
}

/** The last beat of the last bar. */
function playFill(layer: Layer, kit: string, bar: number): void {
  const { song, random } = layer;
  const from = bar * STEPS_PER_BAR + 12;
  const tom = kit === '808' || kit === '909' || kit === 'acoustic' || kit === 'taiko' || kit === 'lofi';
  for (let n = 0; n < 4; n++) {
    if (n === 1 && random.chance(0.5)) continue;
    const voice = tom && random.chance(0.6) ? voiceOf('tom', kit, layer) : voiceOf('snare', kit, layer);
    const params = {
      ...voice.params,
      ...(voice.module === 'skin:tom' ? { freq: tuned(layer, 165 - n * 25) } : {}),
    };
    layer.hit(song.stepS(from + n), voice.module, params, voice.lengthS, {
      gain: voice.gain * (0.65 + n * 0.1),
      pan: 0.3 - n * 0.2,
    });
  }
}

const drums: Recipe = {
  role: 'drums',
  beat: true,
  play(layer) {
    const { options, song, take } = layer;
    const kit = options['kit'] ?? '909';
    const style = options['style'] ?? (kit === 'tabla' || kit === 'djembe' ? 'indian' : 'rock');
    const pattern = DRUM_PATTERNS[style] ?? DRUM_PATTERNS['rock'];
    if (!pattern) return;
    const without = new Set((options['without'] ?? '').split(' '));
    const fill = song.bars >= 4 && !without.has('fill') && style !== 'jazz' ? song.bars - 1 : -1;
    for (const part of PARTS) {
      const bars = pattern[part];
      if (!bars || without.has(part)) continue;
      // The kick stays put in four-on-the-floor styles, everything else has another bar in take B.
      const shown = bars[take % bars.length] ?? '';
      const other = bars[(take + 1) % bars.length] ?? '';
      const busy = layer.knobs.density > 0.6 ? [shown, other] : [shown, shown, shown, other];
      const sparse = layer.knobs.density < 0.3 && part !== 'kick' ? [shown.replaceAll('o', '.')] : busy;
      playPart(
        layer,
        part === 'kick' && take % 2 === 0 ? [shown] : sparse,
        voiceOf(part, kit, layer, options[part]),
        fill,
      );
    }
    if (fill >= 0) playFill(layer, kit, fill);
  },
};

const SOLO: Record<string, readonly string[]> = {
  kick: ['X...X...X...X...', 'X...X...X..oX...'],
  snare: ['....X.......X...', '....X..o....X..o'],
  hat: ['x.o.x.o.x.o.x.o.', 'xoxoxoxxxoxoxoxr'],
  skin: ['X..x..x.X.x.x...', 'X.x..xx.X..xx.x.'],
};

/** One drum: a hit by itself, a pattern in a loop. */
const single = (family: string, kinds: readonly string[], lengthS: number, freq?: number): Recipe => ({
  role: 'drums',
  choices: kinds,
  play(layer) {
    const { knobs, song, count, random } = layer;
    const params: Record<string, number> = { dur: lerp(0.1, 1, knobs.size) };
    if (freq !== undefined)
      params['freq'] = tuned(layer, freq * expo(1.5, 0.7, knobs.size) * expo(0.9, 1.12, knobs.tone));
    if (family === 'kick') params['freq'] = kickHertz(layer.choice, layer, expo(1.2, 0.85, knobs.size));
    if (layer.choice === 'ride' || layer.choice === 'crash') params['dur'] = lerp(1.6, 4, knobs.size);
    const module = `${family}:${layer.choice}`;
    const length = layer.choice === 'crash' ? 3.5 : lengthS;
    if (!layer.fill && !layer.many) {
      for (let n = 0; n < (count ?? 1); n++) layer.hit(n * song.beatS, module, params, length);
      return;
    }
    const bars = SOLO[family] ?? SOLO['hat'] ?? [];
    const sparse = layer.choice === 'crash';
    const bar = sparse ? 'X...............' : (bars[layer.take % bars.length] ?? '');
    playPart({ ...layer, random }, [bar], { module, params, lengthS: length, gain: 1, pan: 0 }, -1);
    if (family === 'skin' && !sparse) {
      const ghost = Array.from(bar, (mark) => (mark === '.' ? (random.chance(0.35) ? 'o' : '.') : '.')).join(
        '',
      );
      const high = { ...params, freq: tuned(layer, (params['freq'] ?? 200) * 1.5), tone: 0.75 };
      playPart(layer, [ghost], { module, params: high, lengthS: length * 0.7, gain: 0.75, pan: 0.3 }, -1);
    }
  },
});

const fill: Recipe = {
  role: 'drums',
  beat: true,
  play(layer) {
    const { song, knobs } = layer;
    for (let step = 0; step < song.beats * 4; step++) {
      const x = step / (song.beats * 4);
      const freq = tuned(layer, expo(190, 75, Math.floor(x * 8) / 8));
      const module = step % 4 === 3 || knobs.tone > 0.75 ? 'snare:acoustic' : 'skin:tom';
      layer.hit(song.stepS(step), module, { freq }, 0.7, { gain: lerp(0.6, 1, x), pan: lerp(0.4, -0.4, x) });
    }
  },
};

export const DRUMS: Record<string, Recipe> = {
  drums,
  fill,
  kick: single('kick', ['909', '808', 'acoustic', 'lofi', 'hard'], 1.2),
  snare: single('snare', ['909', '808', 'acoustic', 'clap', 'rim', 'lofi'], 0.7),
  hat: single('hat', ['909', '808', 'shaker', 'ride', 'crash', 'cowbell', 'tambourine'], 1.8),
  skin: single('skin', ['tom', 'conga', 'tabla', 'djembe', 'timpani', 'taiko'], 1.6, 120),
};
