import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import type { Stereo } from '../../src/synth/stereo.ts';
import { detectKey } from '../../src/testing/detectors/detect-key.ts';
import { monoOf } from '../../src/testing/detectors/spectrogram.ts';

const TEMPI = [70, 90, 120, 150, 170, 220];
const KEYS = SOUND_KEYS.slice(1);

/** One line a recipe, every kind of it that has a pitch; the promise (24 of 24 at every tempo) is for the first three. */
const PROMPTS = [
  ['warm pad', 'synth arpeggio', 'synth bass line'],
  ['strings', 'glass pad', 'supersaw', 'brass'],
  ['piano', 'rhodes', 'organ', 'clavinet', 'harpsichord'],
  ['nylon guitar', 'steel guitar', 'electric guitar', 'harp', 'koto'],
  [
    'marimba',
    'vibraphone',
    'glockenspiel',
    'kalimba',
    'steel drum',
    'wind chimes',
    'church bell',
    'singing bowl',
  ],
  ['choir', 'solo voice', 'vocoder'],
  ['dark drone', 'light drone'],
  ['acid bassline', 'sub bass', 'reese bass', 'slap bass', 'upright bass', '808 bass'],
  ['chiptune melody', 'flute', 'clarinet', 'saxophone', 'trumpet', 'violin', 'accordion', 'synth lead'],
].flat();

/** How often each instrument is heard in the key that was asked for. `only`: prompts with this in them. */
export function sweepKeys(
  play: (prompt: string, more: { soundTempo: number; soundKey: SoundKey }) => Stereo,
  { only = '', tempi = TEMPI }: { only?: string; tempi?: number[] },
): void {
  let [all, right] = [0, 0];
  for (const prompt of PROMPTS.filter((text) => text.includes(only))) {
    const counts = tempi.map((soundTempo) => {
      const wrong = KEYS.flatMap((soundKey) => {
        const { left, right: other } = play(prompt, { soundTempo, soundKey });
        const { key } = detectKey(monoOf(left, other), 44_100);
        return key === soundKey ? [] : [`${soundKey}→${key}`];
      });
      all += KEYS.length;
      right += KEYS.length - wrong.length;
      return { soundTempo, found: KEYS.length - wrong.length, wrong };
    });
    const missed = counts.filter(({ wrong }) => wrong.length > 0);
    console.log(
      `keys: ${prompt.padEnd(16)} ${counts.map(({ soundTempo, found }) => `${soundTempo}: ${found}`).join('  ')}` +
        missed.map(({ soundTempo, wrong }) => `\n        at ${soundTempo}: ${wrong.join(' ')}`).join(''),
    );
  }
  console.log(`keys: ${right} of ${all} at ${tempi.join(', ')} BPM\n`);
}
