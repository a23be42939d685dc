import type { SoundRequest } from './sound-request.ts';

// Apart from `sound.ts` so that the page's first load has the limits without the validator.
export const PROMPT_MAX = 500;
export const BPM_MIN = 1;
export const BPM_MAX = 300;
export const DEFAULT_MODEL = 'V5';

export const emptySound: SoundRequest = {
  prompt: '',
  model: DEFAULT_MODEL,
  soundLoop: false,
  soundTempo: null,
  soundKey: 'Any',
  grabLyrics: false,
};
