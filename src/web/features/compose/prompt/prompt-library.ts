import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

export type PromptUse = 'game' | 'film' | 'ui' | 'music';

const cue = (prompt: string, set: Partial<SoundRequest> = {}): SoundRequest => ({
  ...emptySound,
  prompt,
  ...set,
});

/** Prompts that work as they stand and show how one is built: what it is, how near, how it feels. */
export const PROMPT_LIBRARY: Readonly<Record<PromptUse, readonly SoundRequest[]>> = {
  game: [
    cue('Coin pickup, two bright bell notes rising, very short'),
    cue('Heavy stone door grinding open in a cave, long echo'),
    cue('Footsteps on wet gravel, slow, close'),
    cue('Tense dungeon drone with low choir, slowly moving', { soundLoop: true, soundKey: 'Dm' }),
    cue('Chiptune battle theme, driving square-wave bass and fast arpeggio', {
      soundLoop: true,
      soundTempo: 150,
      soundKey: 'Em',
    }),
    cue('Magic spell charging up, airy shimmer that ends in a soft burst'),
  ],
  film: [
    cue('Deep cinematic impact with a long metallic tail'),
    cue('Rising tension of strings and low brass, slow, dark', { soundKey: 'Cm', soundTempo: 70 }),
    cue('Night forest, crickets near, an owl far away, light wind', { soundLoop: true }),
    cue('City street after rain, distant traffic, tyres on a wet road', { soundLoop: true }),
    cue('Warm felt piano, sparse and hopeful', { soundKey: 'F', soundTempo: 76 }),
    cue('Heartbeat, muffled, getting slowly faster'),
  ],
  ui: [
    cue('Soft wooden tap, very short, dry'),
    cue('Gentle two-note success chime, marimba, warm', { soundKey: 'C' }),
    cue('Muted error thud, low and short, not harsh'),
    cue('Glass notification ping with a short airy tail', { soundKey: 'E' }),
    cue('Smooth whoosh for a panel sliding in, light and quick'),
    cue('Calm waiting pulse, soft synth, unobtrusive', { soundLoop: true, soundTempo: 60 }),
  ],
  music: [
    cue('Dusty lo-fi drums with a round bass line', { soundLoop: true, soundTempo: 84, soundKey: 'Am' }),
    cue('Four-on-the-floor house drums with an off-beat hi-hat', { soundLoop: true, soundTempo: 124 }),
    cue('Acid bass line, squelchy and resonant', { soundLoop: true, soundTempo: 132, soundKey: 'Am' }),
    cue('Wide ambient pad, slow movement, airy', { soundLoop: true, soundKey: 'D' }),
    cue('Liquid drum and bass break with a warm sub', { soundLoop: true, soundTempo: 174, soundKey: 'Fm' }),
    cue('Fingerpicked acoustic guitar, intimate, close', { soundLoop: true, soundTempo: 96, soundKey: 'G' }),
  ],
};
