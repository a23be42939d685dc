import { isBlank } from '#shared/blank.ts';
import { parseBpm } from '#shared/bpm.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Params } from '../../lib/url-state.ts';

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

const isOn = (value: string | null) => value !== null && !['0', 'false', 'off', 'no'].includes(value);

/** What a link says of the form; anything that is not possible is passed over. */
export function readLinkParams(params: URLSearchParams, models: readonly string[]): Partial<LinkedFields> {
  const request: Partial<LinkedFields> = {};
  const prompt = params.get('prompt');
  if (prompt !== null && !isBlank(prompt)) request.prompt = prompt;
  const named = params.get('soundKey');
  // A bare `+` or an unescaped `#` loses the sharp, so other spellings are read as well.
  const key = named === null ? null : parseKey(named);
  if (key) request.soundKey = key;
  const bpm = parseBpm(params.get('soundTempo') ?? '');
  if (bpm !== null) request.soundTempo = bpm;
  if (params.has('soundLoop')) request.soundLoop = isOn(params.get('soundLoop'));
  if (params.has('grabLyrics')) request.grabLyrics = isOn(params.get('grabLyrics'));
  const model = models.find((name) => name === params.get('model'));
  if (model !== undefined) request.model = model;
  return request;
}
