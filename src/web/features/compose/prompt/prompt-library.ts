import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

export type PromptUse = 'game' | 'film' | 'ui' | 'music';

const example = (prompt: string, set: Partial<SoundRequest> = {}): SoundRequest => ({
  ...emptySound,
  prompt,
  ...set,
});

/** Prompts that work as they stand and show how one is built: what it is, how near, how it feels. */
export const PROMPT_LIBRARY: Readonly<Record<PromptUse, readonly SoundRequest[]>> = {
  game: [
    example('Coin pickup, two bright bell notes rising, very short'),
    example('Heavy stone door grinding open in a cave, long echo'),
    example('Footsteps on wet gravel, slow, close'),
    example('Tense dungeon drone with low choir, slowly moving', { soundLoop: true, soundKey: 'Dm' }),
    example('Chiptune battle theme, driving square-wave bass and fast arpeggio', {
      soundLoop: true,
      soundTempo: 150,
      soundKey: 'Em',
    }),
    example('Magic spell charging up, airy shimmer that ends in a soft burst'),
  ],
  film: [
    example('Deep cinematic impact with a long metallic tail'),
    example('Rising tension of strings and low brass, slow, dark', { soundKey: 'Cm', soundTempo: 70 }),
    example('Night forest, crickets near, an owl far away, light wind', { soundLoop: true }),
    example('City street after rain, distant traffic, tyres on a wet road', { soundLoop: true }),
    example('Warm felt piano, sparse and hopeful', { soundKey: 'F', soundTempo: 76 }),
    example('Heartbeat, muffled, getting slowly faster'),
  ],
  ui: [
    example('Soft wooden tap, very short, dry'),
    example('Gentle two-note success chime, marimba, warm', { soundKey: 'C' }),
    example('Muted error thud, low and short, not harsh'),
    example('Glass notification ping with a short airy tail', { soundKey: 'E' }),
    example('Smooth whoosh for a panel sliding in, light and quick'),
    example('Calm waiting pulse, soft synth, unobtrusive', { soundLoop: true, soundTempo: 60 }),
  ],
  music: [
    example('Dusty lo-fi drums with a round bass line', { soundLoop: true, soundTempo: 84, soundKey: 'Am' }),
    example('Four-on-the-floor house drums with an off-beat hi-hat', { soundLoop: true, soundTempo: 124 }),
    example('Acid bass line, squelchy and resonant', { soundLoop: true, soundTempo: 132, soundKey: 'Am' }),
    example('Wide ambient pad, slow movement, airy', { soundLoop: true, soundKey: 'D' }),
    example('Liquid drum and bass break with a warm sub', {
      soundLoop: true,
      soundTempo: 174,
      soundKey: 'Fm',
    }),
    example('Fingerpicked acoustic guitar, intimate, close', {
      soundLoop: true,
      soundTempo: 96,
      soundKey: 'G',
    }),
  ],
};
