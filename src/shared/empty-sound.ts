import { DEFAULT_MODEL } from './limits.ts';
import type { KnownRequest, SoundRequest } from './sound-request.ts';

/** The form before anybody has touched it. */
export const emptySound: SoundRequest = {
  prompt: '',
  model: DEFAULT_MODEL,
  soundLoop: false,
  soundTempo: null,
  soundKey: 'Any',
  grabLyrics: false,
};

/** A task of which nobody knows what was asked for. */
export const unknownSound: KnownRequest = {
  prompt: null,
  model: null,
  soundLoop: null,
  soundTempo: null,
  soundKey: null,
  grabLyrics: null,
};
