import { isBlank } from '#shared/blank.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Params } from '../../../lib/url-state.ts';

/** What of the form is in its link. The callback stays out: it may hold a secret, or be somebody else's. */
export type LinkedFields = Pick<
  SoundRequest,
  'prompt' | 'soundKey' | 'soundTempo' | 'soundLoop' | 'grabLyrics' | 'model'
>;

/** The form as parameters, named as on the wire (the list's filters have the short names); what is as usual is left out. */
export function toLinkParams(request: LinkedFields, usualModel: string): Params {
  const { prompt, soundKey, soundTempo, soundLoop, grabLyrics, model } = request;
  return {
    prompt: isBlank(prompt) ? null : prompt,
    soundKey: soundKey === 'Any' ? null : soundKey,
    soundTempo: soundTempo === null || Number.isNaN(soundTempo) ? null : String(soundTempo),
    soundLoop: soundLoop ? 'true' : null,
    grabLyrics: grabLyrics ? 'true' : null,
    model: model === usualModel ? null : model,
  };
}
