import { nearest } from '../music/theory.ts';
import { acid, bass } from './bass.ts';
import { choir } from './choir.ts';
import { chordal, drone } from './chords.ts';
import { arpeggio, tune } from './melodic-lines.ts';
import { playNote } from './notes.ts';
import { expo, lerp, type Recipe } from './recipe.ts';

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
    play(layer) {
      // A tower bell and a bowl are slow things: one stroke a bar.
      if (layer.choice !== 'church' && layer.choice !== 'bowl') {
        bell.play(
          layer.choice === 'marimba' || layer.choice === 'vibes' || layer.choice === 'kalimba'
            ? { ...layer, knobs: { ...layer.knobs, size: layer.knobs.size + 0.15 } }
            : layer,
        );
        return;
      }
      const { song, count, random } = layer;
      const ring = lerp(4, 8, layer.knobs.size);
      const around = layer.choice === 'church' ? 57 : 52;
      const midi = nearest(song.key.pitchClass, around + Math.round(lerp(7, -7, layer.knobs.size)));
      const gap = layer.fill ? song.barS : expo(3, 1.2, layer.knobs.pace);
      const strokes = count ?? (layer.fill ? song.bars : layer.many ? 4 : 1);
      for (let n = 0; n < strokes; n++) {
        const note = layer.many && n % 4 === 3 ? midi - 5 : midi;
        playNote(
          layer,
          `bell:${layer.choice}`,
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
