import { chordAt } from '../music/song.ts';
import { hertz, voiceChord } from '../music/theory.ts';
import { lerp, type Stage } from './recipe.ts';

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
export const single = (stage: Stage): boolean => !stage.fill && !stage.many && !stage.loop;

export const centreFor = (stage: Stage, midi: number): number =>
  midi + Math.round(lerp(-4, 4, stage.knobs.tone) + lerp(4, -4, stage.knobs.size));

export interface Chorded {
  atS: number;
  lengthS: number;
  notes: number[];
}

/** The progression, one chord a bar, voiced near `centre`. */
export function progression(stage: Stage, centre: number): Chorded[] {
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
