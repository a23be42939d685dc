import { DEFAULT_MODEL } from './limits.ts';
import type { SoundRequest } from './sound-request.ts';

/** The form before anybody has touched it. */
export const emptySound: SoundRequest = {
  prompt: '',
  model: DEFAULT_MODEL,
  soundLoop: false,
  soundTempo: null,
  soundKey: 'Any',
  grabLyrics: false,
};
