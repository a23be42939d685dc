import { chordAt, homeTone, STEPS_PER_BAR } from '../music/song.ts';
import { nearest, scaleOfKey, voiceChord } from '../music/theory.ts';
import { bassNotes } from './bass.ts';
import { centreFor, playNote, single } from './notes.ts';
import { lerp, type Recipe } from './recipe.ts';

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
export const arpeggio = (
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
  play(layer) {
    const { song, knobs, take, random } = layer;
    const module = family === 'bell' ? `bell:${layer.choice}` : `${family}-${layer.choice}`;
    const middle = centreFor(layer, centre);
    const ring = ringS * lerp(0.7, 1.4, knobs.size);
    if (single(layer)) {
      const chord = voiceChord(chordAt(song, 0), middle);
      const count = layer.count ?? 1;
      for (let n = 0; n < count; n++) {
        const midi = nearest(song.key.pitchClass, middle);
        if (family === 'pluck' && layer.choice !== 'synth' && layer.count === null) {
          chord.forEach((note, i) =>
            playNote(layer, module, { atS: i * 0.035, lengthS: ring, midi: note, gain: 0.6 }, 0.5),
          );
        } else playNote(layer, module, { atS: n * 0.8, lengthS: ring, midi, gain: 1 }, ring);
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
        playNote(layer, module, { atS: song.stepS(step), lengthS: song.beatS, midi: low, gain: 0.8 }, ring);
      }
      playNote(
        layer,
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
export const tune = (family: string, kinds: readonly string[], centre: number, releaseS: number): Recipe => ({
  role: 'lead',
  pitched: true,
  choices: kinds,
  play(layer) {
    const { song, knobs } = layer;
    const module = family === 'chip' ? `chip:${layer.choice}` : `${family}-${layer.choice}`;
    const middle = centreFor(layer, centre);
    const tonic = nearest(song.key.pitchClass, middle);
    if (single(layer)) {
      playNote(layer, module, { atS: 0, lengthS: 1.6, midi: tonic, gain: 1 }, releaseS);
      return;
    }
    const scale = scaleOfKey(song.key).flatMap((pitchClass) => {
      const note = nearest(pitchClass, middle);
      return [note - 12, note, note + 12];
    });
    const ladder = [...new Set(scale)].sort((a, b) => a - b).filter((note) => Math.abs(note - middle) <= 12);
    const low = family === 'chip' && layer.choice === 'triangle';
    if (low) {
      for (const note of bassNotes(layer, 38)) playNote(layer, module, note, 0.02);
      return;
    }
    const rhythms = [
      [3, 3, 2, 4, 4],
      [4, 2, 2, 4, 4],
      [2, 2, 4, 2, 6],
      [6, 2, 4, 4],
      [2, 2, 2, 2, 4, 4],
    ];
    const motif = layer.random.fork('motif');
    const rhythm =
      knobs.density < 0.35 ? [8, 8] : (rhythms[(layer.take + motif.index(3)) % rhythms.length] ?? [8, 8]);
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
            layer,
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
