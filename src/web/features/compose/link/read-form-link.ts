import { isBlank } from '#shared/blank.ts';
import { parseBpm } from '#shared/bpm.ts';
import { parseKey } from '#shared/key/parse-key.ts';

import type { LinkedFields } from './form-link.ts';

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
