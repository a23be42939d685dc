import { chordAt } from '../music/song.ts';
import { hertz, voiceChord } from '../music/theory.ts';
import { lerp, type Layer } from './recipe.ts';

export interface Note {
  atS: number;
  /** Sounding length, seconds. */
  lengthS: number;
  midi: number;
  gain: number;
  pan?: number;
}

/** One note with its own release behind it. */
export function playNote(
  layer: Layer,
  module: string,
  note: Note,
  releaseS: number,
  params: Record<string, number> = {},
): void {
  // Few variants and lengths on a half-millisecond grid: a note that comes again is rendered once.
  const lengthS = Math.round(note.lengthS * 2000) / 2000;
  const all = { freq: hertz(note.midi), seed: 1 + layer.random.index(2), ...params, dur: lengthS };
  layer.hit(note.atS, module, all, lengthS + releaseS, { gain: note.gain, pan: note.pan ?? 0 });
}

/** Alone and not asked to be music, an instrument plays one note or chord. */
export const single = (layer: Layer): boolean => !layer.fill && !layer.many && !layer.loop;

export const centreFor = (layer: Layer, midi: number): number =>
  midi + Math.round(lerp(-4, 4, layer.knobs.tone) + lerp(4, -4, layer.knobs.size));

interface Chorded {
  atS: number;
  lengthS: number;
  notes: number[];
}

/** The progression, one chord a bar, voiced near `centre`. */
export function progression(layer: Layer, centre: number): Chorded[] {
  const { song } = layer;
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
