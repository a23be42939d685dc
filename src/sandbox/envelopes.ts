import {
  JOB_INPUT,
  type DropInRequest,
  type DropInResult,
  readDropIn,
} from '#shared/drop-in/drop-in-request.ts';
import type { Envelope } from '#shared/envelope.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { BPM_MAX, BPM_MIN, DEFAULT_MODEL } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { VendorRefusal, type Wording } from './wording.ts';

export const success = <Data>(data: Data): Envelope<Data> => ({ code: 200, msg: 'success', data });
export const failure = (code: number, msg: string): Envelope<never> => ({ code, msg, data: null });

/** Every model that some page of the vendors lists for sounds. */
export const PUBLISHED_MODELS = ['V5', 'V5_5', 'V6', 'V6_WILD', 'V6_MINI'] as const;

export interface Submission {
  request: SoundRequest;
  /** The documented fields as they were understood, as JSON text: the record's `param`. */
  param: string;
}

/** @throws VendorRefusal */
export function readSubmission(
  { request, issue }: DropInResult,
  given: unknown,
  { models, wording }: { models: readonly string[]; wording: Wording },
): Submission {
  if (issue) throw refusalOf(issue);
  const { model, ...rest } = request;
  if (model === null && wording.needsModel) throw missing('model');
  const named = model ?? models[0] ?? DEFAULT_MODEL;
  if (![...PUBLISHED_MODELS, ...models].includes(named))
    throw new VendorRefusal('invalid', `model: ${named} is not supported.`);
  const whole = { ...rest, model: named };
  return { request: whole, param: JSON.stringify(paramOf(whole, given)) };
}

/** What the body said of the documented fields; defaults are not repeated. */
function paramOf(request: SoundRequest, given: unknown): Partial<SoundRequest> {
  const body = asFields(given);
  const input = asFields(body['input'] ?? body);
  const snake = Object.fromEntries(Object.entries(JOB_INPUT).map(([name, camel]) => [camel, name]));
  const said = (name: string) => [name, snake[name] ?? name].some((one) => one in input || one in body);
  return Object.fromEntries(Object.entries(request).filter(([name]) => name === 'model' || said(name)));
}

/** The request behind a stored `param`. */
export function readParam(param: string): DropInRequest {
  const stored = JSON.parse(param) as Record<string, unknown>;
  // Earlier releases stored the blanks around it, too.
  const { request } = readDropIn({ ...stored, prompt: String(stored['prompt']).trim() });
  if (!request) throw new Error('A stored request cannot be read.');
  return request;
}

/** Reads text fields that must all be there, worded as the vendor words it. */
export function readTexts<Name extends string>(body: unknown, ...names: Name[]): Record<Name, string> {
  const given = asFields(body);
  const texts: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = given[name];
    if (typeof value !== 'string' || value === '') throw missing(name);
    texts[name] = value;
  }
  return texts as Record<Name, string>;
}

export function asFields(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new VendorRefusal('invalid');
  return { ...body };
}

const missing = (field: string) => new VendorRefusal('invalid', `Please enter ${field}.`);

/** What each field takes, in the words of an API. */
const TAKEN: Readonly<Record<string, string>> = {
  prompt: 'must be text and not blank',
  model: 'is not supported',
  soundLoop: 'must be a boolean',
  soundTempo: `must be an integer from ${BPM_MIN} to ${BPM_MAX}`,
  soundKey: `must be one of ${SOUND_KEYS.join(', ')}`,
  grabLyrics: 'must be a boolean',
  callBackUrl: 'must be an http or https URL',
  input: 'must be an object',
};

/** A vendor's sentence for what it does not take: never the page's. */
function refusalOf({ field, kind }: NonNullable<DropInResult['issue']>): VendorRefusal {
  if (field === 'body') return new VendorRefusal('invalid');
  if (kind === 'too-long') return new VendorRefusal('too-long');
  if (kind === 'missing') return missing(field);
  const [, inner = field] = /^input\.(\w+)$/.exec(field) ?? [];
  const name = Object.entries(JOB_INPUT).find(([snake]) => snake === inner)?.[1] ?? inner;
  return new VendorRefusal('invalid', `${field} ${TAKEN[name] ?? 'is not valid'}.`);
}
