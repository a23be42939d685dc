import type { Change } from '../faust/bank.ts';
import { chordAt, colourTone, homeTone, STEPS_PER_BAR } from '../music/song.ts';
import { hertz, nearest, scaleOfKey, voiceChord } from '../music/theory.ts';
import { expo, lerp, type Recipe, type Stage } from './recipe.ts';

interface Note {
  atS: number;
  /** Sounding length, seconds. */
  lengthS: number;
  midi: number;
  gain: number;
  pan?: number;
}

/** One note with its own release behind it. */
function playNote(
  stage: Stage,
  module: string,
  note: Note,
  releaseS: number,
  params: Record<string, number> = {},
): void {
  // Few variants and lengths on a half-millisecond grid: a note that comes again is rendered once.
  const lengthS = Math.round(note.lengthS * 2000) / 2000;
  const all = { freq: hertz(note.midi), seed: 1 + stage.random.index(2), ...params, dur: lengthS };
  stage.hit(note.atS, module, all, lengthS + releaseS, { gain: note.gain, pan: note.pan ?? 0 });
}

/** Alone and not asked to be music, an instrument plays one note or chord. */
const single = (stage: Stage): boolean => !stage.fill && !stage.many && !stage.loop;

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

function bassNotes(stage: Stage, low: number): Note[] {
  const { song, take, knobs } = stage;
  const style =
    STYLE_LINES[stage.options['style'] ?? ''] ??
    (stage.choice === 'sub'
      ? 'long'
      : stage.choice === 'upright'
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
      L: nearest(chordAt(song, bar + 1).root, root + 2) - (stage.random.chance(0.5) ? 0 : 0),
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

const lowFor = (stage: Stage, midi: number): number => midi + Math.round(lerp(3, -3, stage.knobs.size));

const bass: Recipe = {
  role: 'bass',
  pitched: true,
  choices: ['synth', 'sub', 'reese', 'slap', '808', 'upright'],
  play(stage) {
    const module = `bass-${stage.choice}`;
    const low = lowFor(stage, stage.choice === 'upright' || stage.choice === 'slap' ? 34 : 31);
    if (single(stage)) {
      playNote(
        stage,
        module,
        { atS: 0, lengthS: 1.2, midi: nearest(stage.song.key.pitchClass, low + 3), gain: 1 },
        0.3,
      );
      return;
    }
    for (const note of bassNotes(stage, low))
      playNote(stage, module, note, stage.choice === '808' ? 0.35 : 0.12);
  },
};

/** Sixteen steps: semitone choice from the key, rests, accents, slides; written once, repeated, the last bar varied. */
const acid: Recipe = {
  role: 'bass',
  pitched: true,
  beat: true,
  level: 1,
  play(stage) {
    const { song, random, knobs } = stage;
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
    stage.line('acid', { grit: Math.max(0.25, knobs.grit), size: Math.max(0.5, knobs.size) }, changes);
  },
};

interface Chorded {
  atS: number;
  lengthS: number;
  notes: number[];
}

/** The progression, one chord a bar, voiced near `centre`. */
function progression(stage: Stage, centre: number): Chorded[] {
  const { song } = stage;
  let voiced: number[] = [];
  const out: Chorded[] = [];
  for (let bar = 0; bar < song.bars; bar++) {
    voiced = voiceChord(chordAt(song, bar), centre, voiced);
    const lengthS = Math.min(song.barS, song.beats * song.beatS - bar * song.barS);
    const last = out.at(-1);
    if (last && last.notes.join() === voiced.join()) last.lengthS += lengthS;
    else out.push({ atS: bar * song.barS, lengthS, notes: voiced });
  }
  return out;
}

const centreFor = (stage: Stage, midi: number): number =>
  midi + Math.round(lerp(-4, 4, stage.knobs.tone) + lerp(4, -4, stage.knobs.size));

/** Rhythms of chords: x struck, - held. */
const COMPS: Record<string, readonly string[]> = {
  house: ['...x-..x-...x-..', '..x-..x-..x-..x-'],
  garage: ['..x-...x-..x-...', '...x-.x-...x-.x-'],
  reggae: ['....x.......x...', '....x-......x-..'],
  funk: ['x-.x..x-...x..x-', '..x-..x..x-..x..'],
  disco: ['..x-..x-..x-..x-', 'x-.x-.x-x-.x-.x-'],
  jazz: ['x--.....x-......', '..x-....x--...x-'],
  latin: ['x-.x-.x-..x-.x-.', 'x-..x-.x-..x-.x-'],
  rock: ['x-------x---x---', 'x---x---x---x---'],
  metal: ['x.xxx.xxx.xxx.xx', 'x-x.xxx-x.xx..xx'],
  boombap: ['x---------..x---', 'x-----..x-------'],
  trance: ['x.xx.xx.xx.xx.xx', 'x-.x-.x-x-.x-.x-'],
  techno: ['...x......x.....', '......x...x.....'],
};

const chordal = (
  family: string,
  kinds: readonly string[],
  centre: number,
  releaseS: number,
  sustains: boolean,
  gain = 1,
): Recipe => ({
  role: 'chords',
  pitched: true,
  choices: kinds,
  play(stage) {
    const { song, knobs } = stage;
    const middle = centreFor(stage, centre);
    const module = `${family}-${stage.choice}`;
    const spread = (notes: number[], atS: number, lengthS: number, strum: number, loud: number) =>
      notes.forEach((midi, n) => {
        const pan = notes.length > 1 ? lerp(-0.45, 0.45, n / (notes.length - 1)) : 0;
        playNote(
          stage,
          module,
          { atS: atS + n * strum, lengthS, midi, gain: (gain * loud) / Math.sqrt(notes.length), pan },
          releaseS,
        );
      });
    if (single(stage)) {
      const notes = voiceChord(chordAt(song, 0), middle);
      spread(notes, 0, sustains ? Math.max(3, stage.seconds * 0.6) : 2, 0.012, 1);
      return;
    }
    const rhythm = sustains && stage.choice !== 'super' ? undefined : COMPS[stage.options['style'] ?? ''];
    const deep = stage.choice === 'piano' || stage.choice === 'warm' || stage.choice === 'strings';
    for (const chord of progression(stage, middle)) {
      const harmony = chordAt(song, Math.round(chord.atS / song.barS));
      const below = [
        ...(deep ? [nearest(harmony.root, middle - 14)] : []),
        nearest(homeTone(song, harmony), middle - 9),
      ];
      for (const midi of new Set(below)) {
        const loud = gain * (deep ? 0.5 : 0.6);
        playNote(
          stage,
          module,
          { atS: chord.atS, lengthS: chord.lengthS * 0.97, midi, gain: loud },
          releaseS,
        );
      }
      if (!rhythm && sustains) {
        spread(chord.notes, chord.atS, chord.lengthS * 0.97, 0, 1);
        continue;
      }
      const bar =
        rhythm?.[stage.take % rhythm.length] ??
        (knobs.density > 0.6 ? 'x---x---x---x---' : 'x-----x-----x---');
      const steps = Math.round(chord.lengthS / (song.beatS / 4));
      for (let step = 0; step < steps; step++) {
        if (bar[step % STEPS_PER_BAR] !== 'x') continue;
        let end = step + 1;
        while (bar[end % STEPS_PER_BAR] === '-' && end < steps) end++;
        const first = Math.round(chord.atS / (song.beatS / 4));
        const at = song.stepS(first + step);
        spread(chord.notes, at, song.stepS(first + end) - at, 0.006, step % STEPS_PER_BAR === 0 ? 1 : 0.85);
      }
    }
  },
});

const drone: Recipe = {
  role: 'bed',
  pitched: true,
  choices: ['dark', 'light', 'tense', 'space'],
  play(stage) {
    const around = stage.choice === 'light' ? 50 : 38;
    const midi = nearest(stage.song.key.pitchClass, around + Math.round(lerp(6, -6, stage.knobs.size)));
    stage.bed(`drone:${stage.choice}`, {
      freq: hertz(midi),
      third: 2 ** ((stage.song.key.mode === 'minor' ? 3 : 4) / 12),
    });
    // Low saws hold a major third of their own; pure tones above say which of the two it is.
    if (stage.choice === 'light') {
      for (const step of [0, stage.song.key.mode === 'minor' ? 3 : 4, 7])
        stage.bed('pad-glass', { freq: hertz(midi + 24 + step), dur: stage.seconds + 4 });
    }
  },
};

/** Ways through the notes of a chord over two octaves. */
const ROADS: readonly ((notes: number[], step: number) => number)[] = [
  (notes, step) => notes[step % notes.length] ?? 60,
  (notes, step) => {
    const turn = Math.max(1, 2 * notes.length - 2);
    const at = step % turn;
    return notes[at < notes.length ? at : turn - at] ?? 60;
  },
  (notes, step) => notes[(step * 2 + Math.floor(step / 3)) % notes.length] ?? 60,
  (notes, step) => notes[notes.length - 1 - (step % notes.length)] ?? 60,
];

/** Broken chords in sixteenths or eighths. */
const arpeggio = (
  family: string,
  kinds: readonly string[],
  centre: number,
  ringS: number,
  level = 0,
): Recipe => ({
  role: 'lead',
  level,
  pitched: true,
  choices: kinds,
  play(stage) {
    const { song, knobs, take, random } = stage;
    const module = family === 'bell' ? `bell:${stage.choice}` : `${family}-${stage.choice}`;
    const middle = centreFor(stage, centre);
    const ring = ringS * lerp(0.7, 1.4, knobs.size);
    if (single(stage)) {
      const chord = voiceChord(chordAt(song, 0), middle);
      const count = stage.count ?? 1;
      for (let n = 0; n < count; n++) {
        const midi = nearest(song.key.pitchClass, middle);
        if (family === 'pluck' && stage.choice !== 'synth' && stage.count === null) {
          chord.forEach((note, i) =>
            playNote(stage, module, { atS: i * 0.035, lengthS: ring, midi: note, gain: 0.6 }, 0.5),
          );
        } else playNote(stage, module, { atS: n * 0.8, lengthS: ring, midi, gain: 1 }, ring);
      }
      return;
    }
    const road = ROADS[(take + random.index(2)) % ROADS.length] ?? ROADS[0];
    const per = knobs.pace < 0.35 || family === 'bell' || knobs.density < 0.3 ? 2 : 1;
    const power = song.colour === 'power' && family === 'pluck';
    for (let step = 0; step < song.beats * 4; step += per) {
      const bar = Math.floor(step / STEPS_PER_BAR);
      const chord = chordAt(song, bar);
      const close = voiceChord(chord, middle);
      const notes = power ? close : [...close, ...close.map((note) => note + 12)];
      const count = Math.floor((step % STEPS_PER_BAR) / per);
      if (step % 8 !== 0 && random.chance(lerp(0.32, 0.02, knobs.density))) continue;
      const midi =
        step % 16 === 0
          ? nearest(chord.root, close[0] ?? middle)
          : step % 16 === 8
            ? nearest(homeTone(song, chord), close[0] ?? middle)
            : (road?.(notes, count) ?? middle);
      const pan = 0.5 * Math.sin(step * 1.7);
      if (step % STEPS_PER_BAR === 0) {
        const low = nearest(homeTone(song, chord), middle - 12);
        playNote(stage, module, { atS: song.stepS(step), lengthS: song.beatS, midi: low, gain: 0.8 }, ring);
      }
      playNote(
        stage,
        module,
        {
          atS: song.stepS(step),
          lengthS: (song.beatS / 4) * per * 0.9,
          midi,
          gain: step % 8 === 0 || midi % 12 === song.key.pitchClass ? 1 : step % 4 === 0 ? 0.85 : 0.7,
          pan,
        },
        ring,
      );
    }
  },
});

/** A tune: a rhythm, a contour of scale steps, chord tones on the strong beats; the second half answers the first. */
const tune = (family: string, kinds: readonly string[], centre: number, releaseS: number): Recipe => ({
  role: 'lead',
  pitched: true,
  choices: kinds,
  play(stage) {
    const { song, knobs } = stage;
    const module = family === 'chip' ? `chip:${stage.choice}` : `${family}-${stage.choice}`;
    const middle = centreFor(stage, centre);
    const tonic = nearest(song.key.pitchClass, middle);
    if (single(stage)) {
      playNote(stage, module, { atS: 0, lengthS: 1.6, midi: tonic, gain: 1 }, releaseS);
      return;
    }
    const scale = scaleOfKey(song.key).flatMap((pitchClass) => {
      const note = nearest(pitchClass, middle);
      return [note - 12, note, note + 12];
    });
    const ladder = [...new Set(scale)].sort((a, b) => a - b).filter((note) => Math.abs(note - middle) <= 12);
    const low = family === 'chip' && stage.choice === 'triangle';
    if (low) {
      for (const note of bassNotes(stage, 38)) playNote(stage, module, note, 0.02);
      return;
    }
    const rhythms = [
      [3, 3, 2, 4, 4],
      [4, 2, 2, 4, 4],
      [2, 2, 4, 2, 6],
      [6, 2, 4, 4],
      [2, 2, 2, 2, 4, 4],
    ];
    const motif = stage.random.fork('motif');
    const rhythm =
      knobs.density < 0.35 ? [8, 8] : (rhythms[(stage.take + motif.index(3)) % rhythms.length] ?? [8, 8]);
    const moves = rhythm.map(() => motif.pick([-2, -1, -1, 1, 1, 2]));
    for (let bar = 0; bar < song.bars; bar++) {
      const chord = chordAt(song, bar);
      let step = 0;
      let at = ladder.indexOf(nearest(chord.tones[bar % chord.tones.length] ?? chord.root, middle));
      rhythm.forEach((length, n) => {
        const strong = step % 8 === 0;
        const closing = bar === song.bars - 1 && n === rhythm.length - 1;
        let midi = ladder[Math.max(0, Math.min(ladder.length - 1, at))] ?? tonic;
        if (strong)
          midi =
            chord.tones
              .map((tone) => nearest(tone, midi))
              .sort((a, b) => Math.abs(a - midi) - Math.abs(b - midi))[0] ?? midi;
        if (closing) midi = tonic;
        at = ladder.indexOf(midi) < 0 ? at : ladder.indexOf(midi);
        at += (moves[n] ?? 0) * (bar % 4 === 3 ? -1 : 1);
        const from = bar * STEPS_PER_BAR + step;
        if (from < song.beats * 4) {
          const lengthS = song.stepS(from + length) - song.stepS(from);
          playNote(
            stage,
            module,
            { atS: song.stepS(from), lengthS: lengthS * 0.9, midi, gain: strong ? 1 : 0.85 },
            releaseS,
            { dur: lengthS * 0.9 },
          );
        }
        step += length;
      });
    }
  },
});

const choir: Recipe = {
  role: 'chords',
  pitched: true,
  choices: ['choir', 'solo', 'hum', 'robot'],
  play(stage) {
    const { song, syllables, random } = stage;
    const module = `choir-${stage.choice}`;
    const middle = centreFor(stage, stage.choice === 'solo' ? 64 : 58);
    if (syllables.length > 0) {
      singWords(stage, module, middle);
      return;
    }
    const chords = single(stage)
      ? [{ atS: 0, lengthS: Math.max(3, stage.seconds * 0.7), notes: voiceChord(chordAt(song, 0), middle) }]
      : progression(stage, middle);
    const vowels = random.chance(0.5) ? [0, 3] : [0, 4];
    const voice = (vowel: number) => ({ vowel: stage.choice === 'hum' ? 4 : vowel, hard: 0.3 });
    chords.forEach((chord, n) => {
      const harmony = chordAt(song, Math.round(chord.atS / song.barS));
      const home = homeTone(song, harmony);
      const params = voice(vowels[n % 2] ?? 0);
      if (stage.choice === 'solo') {
        // Alone, it sings the chord note by note, from home and back.
        const tune = single(stage)
          ? [home]
          : [home, harmony.tones[1] ?? home, harmony.tones[2] ?? home, home];
        tune.forEach((tone, i) => {
          const lengthS = chord.lengthS / tune.length;
          const midi = nearest(tone, middle);
          const note = { atS: chord.atS + i * lengthS, lengthS: lengthS * 0.96, midi, gain: 0.7 };
          playNote(stage, module, note, 0.8, params);
        });
        return;
      }
      const voices = chord.notes;
      const low = { ...chord, lengthS: chord.lengthS * 0.96, midi: nearest(home, middle - 9), gain: 0.3 };
      if (!single(stage)) playNote(stage, module, low, 0.8, params);
      voices.forEach((midi, i) => {
        const pan = voices.length > 1 ? lerp(-0.5, 0.5, i / (voices.length - 1)) : 0;
        playNote(
          stage,
          module,
          { ...chord, lengthS: chord.lengthS * 0.96, midi, gain: 0.7 / Math.sqrt(voices.length), pan },
          0.8,
          params,
        );
      });
    });
  },
};

/** One syllable a note, on the beat, walking over the scale and resting on the chord. */
function singWords(stage: Stage, module: string, middle: number): void {
  const { song, syllables, seconds } = stage;
  const scale = scaleOfKey(song.key)
    .map((pitchClass) => nearest(pitchClass, middle))
    .sort((a, b) => a - b);
  const total = Math.min(seconds, song.beats * song.beatS);
  const fast = (syllables.length * song.beatS) / total;
  const gap = fast <= 1 ? song.beatS : total / syllables.length;
  const contour = stage.random.fork('tune');
  let at = scale.indexOf(nearest(song.key.pitchClass, middle));
  syllables.forEach((syllable, n) => {
    const startS = n * gap;
    const lastOfWord = syllables[n + 1]?.word !== syllable.word;
    const bar = Math.floor(startS / song.barS);
    const chord = chordAt(song, bar);
    let midi = scale[Math.max(0, Math.min(scale.length - 1, at))] ?? middle;
    if (n === syllables.length - 1) midi = nearest(song.key.pitchClass, midi);
    else if (n % 4 === 0) midi = nearest(chord.tones[n % chord.tones.length] ?? chord.root, midi);
    const lengthS = gap * (lastOfWord ? 0.86 : 0.97);
    const params = { vowel: syllable.vowel, hard: syllable.hard };
    playNote(stage, module, { atS: startS, lengthS, midi, gain: 0.8 }, 0.35, params);
    if (stage.choice === 'choir') {
      for (const [i, tone] of chord.tones.slice(0, 3).entries()) {
        playNote(
          stage,
          module,
          { atS: startS, lengthS, midi: nearest(tone, middle - 9), gain: 0.3, pan: i * 0.4 - 0.4 },
          0.35,
          params,
        );
      }
    }
    stage.sing(syllable, startS, startS + lengthS);
    at = Math.max(0, Math.min(scale.length - 1, scale.indexOf(midi) < 0 ? at : scale.indexOf(midi)));
    at += contour.pick([-2, -1, 1, 1, 2]);
    if (at < 0 || at >= scale.length) at = 3;
  });
}

const bellBars = ['glock', 'marimba', 'vibes', 'church', 'kalimba', 'bowl', 'chime', 'pan'];
const bell = arpeggio('bell', bellBars, 76, 2);

export const TONAL: Record<string, Recipe> = {
  bass,
  acid,
  drone,
  choir,
  pad: chordal('pad', ['warm', 'strings', 'glass', 'super', 'brass'], 60, 1.6, true),
  keys: chordal('keys', ['piano', 'epiano', 'organ', 'clav', 'harpsichord'], 60, 0.4, false),
  pluck: arpeggio('pluck', ['synth', 'nylon', 'steel', 'harp', 'koto', 'muted', 'electric'], 60, 0.6),
  bell: {
    ...bell,
    play(stage) {
      // A tower bell and a bowl are slow things: one stroke a bar.
      if (stage.choice !== 'church' && stage.choice !== 'bowl') {
        bell.play(
          stage.choice === 'marimba' || stage.choice === 'vibes' || stage.choice === 'kalimba'
            ? { ...stage, knobs: { ...stage.knobs, size: stage.knobs.size + 0.15 } }
            : stage,
        );
        return;
      }
      const { song, count, random } = stage;
      const ring = lerp(4, 8, stage.knobs.size);
      const around = stage.choice === 'church' ? 57 : 52;
      const midi = nearest(song.key.pitchClass, around + Math.round(lerp(7, -7, stage.knobs.size)));
      const gap = stage.fill ? song.barS : expo(3, 1.2, stage.knobs.pace);
      const strokes = count ?? (stage.fill ? song.bars : stage.many ? 4 : 1);
      for (let n = 0; n < strokes; n++) {
        const note = stage.many && n % 4 === 3 ? midi - 5 : midi;
        playNote(
          stage,
          `bell:${stage.choice}`,
          { atS: n * gap, lengthS: ring, midi: note, gain: random.between(0.85, 1) },
          0.1,
        );
      }
    },
  },
  reed: tune(
    'reed',
    ['flute', 'clarinet', 'sax', 'trumpet', 'violin', 'whistle', 'accordion', 'lead'],
    69,
    0.25,
  ),
  chip: tune('chip', ['pulse', 'triangle', 'hash'], 72, 0.03),
};
