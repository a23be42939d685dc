import { chordAt, homeTone } from '../music/song.ts';
import { nearest, scaleOfKey, voiceChord } from '../music/theory.ts';
import { centreFor, playNote, progression, single } from './notes.ts';
import { lerp, type Recipe, type Layer } from './recipe.ts';

export const choir: Recipe = {
  role: 'chords',
  pitched: true,
  choices: ['choir', 'solo', 'hum', 'robot'],
  play(layer) {
    const { song, syllables, random } = layer;
    const module = `choir-${layer.choice}`;
    const middle = centreFor(layer, layer.choice === 'solo' ? 64 : 58);
    if (syllables.length > 0) {
      singWords(layer, module, middle);
      return;
    }
    const chords = single(layer)
      ? [{ atS: 0, lengthS: Math.max(3, layer.seconds * 0.7), notes: voiceChord(chordAt(song, 0), middle) }]
      : progression(layer, middle);
    const vowels = random.chance(0.5) ? [0, 3] : [0, 4];
    const voice = (vowel: number) => ({ vowel: layer.choice === 'hum' ? 4 : vowel, hard: 0.3 });
    chords.forEach((chord, n) => {
      const harmony = chordAt(song, Math.round(chord.atS / song.barS));
      const home = homeTone(song, harmony);
      const params = voice(vowels[n % 2] ?? 0);
      if (layer.choice === 'solo') {
        // Alone, it sings the chord note by note, from home and back.
        const tune = single(layer)
          ? [home]
          : [home, harmony.tones[1] ?? home, harmony.tones[2] ?? home, home];
        tune.forEach((tone, i) => {
          const lengthS = chord.lengthS / tune.length;
          const midi = nearest(tone, middle);
          const note = { atS: chord.atS + i * lengthS, lengthS: lengthS * 0.96, midi, gain: 0.7 };
          playNote(layer, module, note, 0.8, params);
        });
        return;
      }
      const voices = chord.notes;
      const low = { ...chord, lengthS: chord.lengthS * 0.96, midi: nearest(home, middle - 9), gain: 0.3 };
      if (!single(layer)) playNote(layer, module, low, 0.8, params);
      voices.forEach((midi, i) => {
        const pan = voices.length > 1 ? lerp(-0.5, 0.5, i / (voices.length - 1)) : 0;
        playNote(
          layer,
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
function singWords(layer: Layer, module: string, middle: number): void {
  const { song, syllables, seconds } = layer;
  const scale = scaleOfKey(song.key)
    .map((pitchClass) => nearest(pitchClass, middle))
    .sort((a, b) => a - b);
  const total = Math.min(seconds, song.beats * song.beatS);
  const fast = (syllables.length * song.beatS) / total;
  const gap = fast <= 1 ? song.beatS : total / syllables.length;
  const contour = layer.random.fork('tune');
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
    playNote(layer, module, { atS: startS, lengthS, midi, gain: 0.8 }, 0.35, params);
    if (layer.choice === 'choir') {
      for (const [i, tone] of chord.tones.slice(0, 3).entries()) {
        playNote(
          layer,
          module,
          { atS: startS, lengthS, midi: nearest(tone, middle - 9), gain: 0.3, pan: i * 0.4 - 0.4 },
          0.35,
          params,
        );
      }
    }
    layer.sing(syllable, startS, startS + lengthS);
    at = Math.max(0, Math.min(scale.length - 1, scale.indexOf(midi) < 0 ? at : scale.indexOf(midi)));
    at += contour.pick([-2, -1, 1, 1, 2]);
    if (at < 0 || at >= scale.length) at = 3;
  });
}
