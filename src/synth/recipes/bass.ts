import type { Change } from '../faust/modules.ts';
import { chordAt, colourTone, STEPS_PER_BAR } from '../music/song.ts';
import { hertz, nearest, scaleOfKey } from '../music/theory.ts';
import { type Note, playNote, single } from './notes.ts';
import { lerp, type Recipe, type Layer } from './recipe.ts';

/** R root, O octave above, F fifth, T the third or the tonic, - hold, . rest: one bar. */
const BASS_LINES: Record<string, readonly string[]> = {
  straight: ['R-R.R-R.R-R.T-O.', 'R-..R-R.R-..T-R.'],
  off: ['..R-..R-..R-..T-', '..R-..T-..R-..O-'],
  rolling: ['.RRO.RRO.RRO.TTO', '.RRR.RRO.RRR.TRO'],
  long: ['R-----------T---', 'R-------R---T---'],
  syncopated: ['R--R..R-..R-T-R.', 'R..R--.R..O-T-..'],
  funk: ['R.RO..R.R..OT.R.', 'R..R.O.R..T.R.O.'],
  walk: ['R---T---F---L---', 'R---T---F---T---'],
  dub: ['R--.R-......T-..', 'R-..T-R-........'],
  trap: ['R-----..R--.T-..', 'R---..R-..T--...'],
};

const STYLE_LINES: Record<string, string> = {
  techno: 'off',
  house: 'syncopated',
  trance: 'rolling',
  disco: 'funk',
  funk: 'funk',
  dnb: 'long',
  half: 'long',
  trap: 'trap',
  boombap: 'dub',
  reggae: 'dub',
  jazz: 'walk',
  latin: 'syncopated',
  rock: 'straight',
  metal: 'straight',
  taiko: 'long',
  garage: 'syncopated',
  dembow: 'trap',
  afro: 'syncopated',
  breaks: 'syncopated',
  chip: 'straight',
  hard: 'rolling',
  none: 'long',
};

export function bassNotes(layer: Layer, low: number): Note[] {
  const { song, take, knobs } = layer;
  const style =
    STYLE_LINES[layer.options['style'] ?? ''] ??
    (layer.choice === 'sub'
      ? 'long'
      : layer.choice === 'upright'
        ? 'walk'
        : knobs.density > 0.6
          ? 'syncopated'
          : 'straight');
  const lines = BASS_LINES[style] ?? [];
  const notes: Note[] = [];
  for (let bar = 0; bar < song.bars; bar++) {
    const line = lines[take % lines.length] ?? 'R---------------';
    const chord = chordAt(song, bar);
    const root = nearest(chord.root, low + 3);
    const pitch: Record<string, number> = {
      R: root,
      O: root + 12,
      o: root - 12,
      F: nearest(chord.tones[2] ?? chord.root, root + 7),
      T: nearest(colourTone(song, chord), root + 4),
      L: nearest(chordAt(song, bar + 1).root, root + 2),
    };
    for (let step = 0; step < STEPS_PER_BAR; step++) {
      const midi = pitch[line[step] ?? '.'];
      const from = bar * STEPS_PER_BAR + step;
      if (midi === undefined || from >= song.beats * 4) continue;
      let end = step + 1;
      while (line[end] === '-') end++;
      const lengthS = song.stepS(bar * STEPS_PER_BAR + end) - song.stepS(from);
      notes.push({ atS: song.stepS(from), lengthS: lengthS * 0.94, midi, gain: step % 4 === 0 ? 1 : 0.86 });
    }
  }
  return notes;
}

const lowFor = (layer: Layer, midi: number): number => midi + Math.round(lerp(3, -3, layer.knobs.size));

export const bass: Recipe = {
  role: 'bass',
  pitched: true,
  choices: ['synth', 'sub', 'reese', 'slap', '808', 'upright'],
  play(layer) {
    const module = `bass-${layer.choice}`;
    const low = lowFor(layer, layer.choice === 'upright' || layer.choice === 'slap' ? 34 : 31);
    if (single(layer)) {
      playNote(
        layer,
        module,
        { atS: 0, lengthS: 1.2, midi: nearest(layer.song.key.pitchClass, low + 3), gain: 1 },
        0.3,
      );
      return;
    }
    for (const note of bassNotes(layer, low))
      playNote(layer, module, note, layer.choice === '808' ? 0.35 : 0.12);
  },
};

/** Sixteen steps: semitone choice from the key, rests, accents, slides; written once, repeated, the last bar varied. */
export const acid: Recipe = {
  role: 'bass',
  pitched: true,
  beat: true,
  level: 1,
  play(layer) {
    const { song, random, knobs } = layer;
    const scale = scaleOfKey(song.key);
    const tonic = nearest(song.key.pitchClass, 38);
    const up = (degree: number) =>
      tonic + (((scale[degree] ?? song.key.pitchClass) - song.key.pitchClass + 12) % 12);
    const pool = [tonic, tonic, tonic, tonic + 12, tonic + 12, up(2), up(2), up(4), tonic - 12];
    const pattern = Array.from({ length: STEPS_PER_BAR }, (_, step) => ({
      midi: step === 0 ? tonic : random.pick(pool),
      on: step === 0 || random.chance(lerp(0.55, 0.9, knobs.density)),
      accent: random.chance(0.3) ? 1 : 0,
      slide: random.chance(0.25) ? 1 : 0,
    }));
    const changes: Change[] = [];
    const total = song.beats * 4;
    for (let step = 0; step < total; step++) {
      const cell = pattern[step % STEPS_PER_BAR];
      if (!cell) continue;
      const at = song.stepS(step);
      const end = song.stepS(step + 1);
      // The filter opens and shuts over the whole loop, and ends where it began.
      const sweep = 0.5 - 0.5 * Math.cos((2 * Math.PI * step) / total);
      const params: Record<string, number> = { sweep: lerp(0.1, 1, sweep) };
      if (cell.on)
        Object.assign(params, { gate: 1, freq: hertz(cell.midi), accent: cell.accent, slide: cell.slide });
      changes.push({ at: at * 44_100, params });
      if (!cell.on || cell.slide === 0)
        changes.push({ at: (at + (end - at) * 0.55) * 44_100, params: { gate: 0 } });
    }
    layer.line('acid', { grit: Math.max(0.25, knobs.grit), size: Math.max(0.5, knobs.size) }, changes);
  },
};
