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
  play(layer) {
    const { song, knobs } = layer;
    const middle = centreFor(layer, centre);
    const module = `${family}-${layer.choice}`;
    const spread = (notes: number[], atS: number, lengthS: number, strum: number, loud: number) =>
      notes.forEach((midi, n) => {
        const pan = notes.length > 1 ? lerp(-0.45, 0.45, n / (notes.length - 1)) : 0;
        playNote(
          layer,
          module,
          { atS: atS + n * strum, lengthS, midi, gain: (gain * loud) / Math.sqrt(notes.length), pan },
          releaseS,
        );
      });
    if (single(layer)) {
      const notes = voiceChord(chordAt(song, 0), middle);
      spread(notes, 0, sustains ? Math.max(3, layer.seconds * 0.6) : 2, 0.012, 1);
      return;
    }
    const rhythm = sustains && layer.choice !== 'super' ? undefined : COMPS[layer.options['style'] ?? ''];
    const deep = layer.choice === 'piano' || layer.choice === 'warm' || layer.choice === 'strings';
    for (const chord of progression(layer, middle)) {
      const harmony = chordAt(song, Math.round(chord.atS / song.barS));
      const below = [
        ...(deep ? [nearest(harmony.root, middle - 14)] : []),
        nearest(homeTone(song, harmony), middle - 9),
      ];
      for (const midi of new Set(below)) {
        const loud = gain * (deep ? 0.5 : 0.6);
        playNote(
          layer,
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
        rhythm?.[layer.take % rhythm.length] ??
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
  play(layer) {
    const around = layer.choice === 'light' ? 50 : 38;
    const midi = nearest(layer.song.key.pitchClass, around + Math.round(lerp(6, -6, layer.knobs.size)));
    layer.bed(`drone:${layer.choice}`, {
      freq: hertz(midi),
      third: 2 ** ((layer.song.key.mode === 'minor' ? 3 : 4) / 12),
    });
    // Low saws hold a major third of their own; pure tones above say which of the two it is.
    if (layer.choice === 'light') {
      for (const step of [0, layer.song.key.mode === 'minor' ? 3 : 4, 7])
        layer.bed('pad-glass', { freq: hertz(midi + 24 + step), dur: layer.seconds + 4 });
    }
  },
};
