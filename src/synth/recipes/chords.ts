import { chordAt, homeTone, STEPS_PER_BAR } from '../music/song.ts';
import { hertz, nearest, voiceChord } from '../music/theory.ts';
import { centreFor, playNote, progression, single } from './notes.ts';
import { lerp, type Recipe } from './recipe.ts';

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

export const chordal = (
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

export const drone: Recipe = {
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
