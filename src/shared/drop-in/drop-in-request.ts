import * as z from 'zod/mini';

import { PROMPT_MAX, VENDOR_NAME_MAX } from '../limits.ts';
import { soundFields, type SoundRequest } from '../sound-request.ts';

/** A sound request as programs send it; `model` is null where none was named. */
export type DropInRequest = Omit<SoundRequest, 'model'> & { model: string | null };

/** Why a body is not taken. `field` is its path in the body that was sent; `body` for the body itself. */
interface DropInIssue {
  field: string;
  kind: 'missing' | 'too-long' | 'invalid';
  message: string;
}

export type DropInResult = { request: DropInRequest; issue: null } | { request: null; issue: DropInIssue };

/** The outer model of kie's jobs route. */
export const SOUNDS_JOB = 'ai-music-api/sounds';

/** The names of a job's input (kie's jobs route), and of the older route. */
export const JOB_INPUT = {
  prompt: 'prompt',
  model: 'model',
  sound_loop: 'soundLoop',
  sound_tempo: 'soundTempo',
  sound_key: 'soundKey',
  grab_lyrics: 'grabLyrics',
} as const;

/** Unknown fields are left out, and any model may be named: the vendor refuses one it does not have, free of charge. */
const schema = z.object({
  ...soundFields,
  model: z._default(
    z.nullable(
      z
        .string({ error: 'model must be text.' })
        .check(z.trim(), z.minLength(1), z.maxLength(VENDOR_NAME_MAX, { error: 'model is too long.' })),
    ),
    null,
  ),
  soundLoop: z._default(soundFields.soundLoop, false),
  soundTempo: z._default(soundFields.soundTempo, null),
  soundKey: z._default(soundFields.soundKey, 'Any'),
  grabLyrics: z._default(soundFields.grabLyrics, false),
});

type Fields = Record<string, unknown>;

const refused = (field: string, kind: DropInIssue['kind'], message: string): DropInResult => ({
  request: null,
  issue: { field, kind, message },
});

const asFields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** `""` and null stand for a field that was left out. Null for what is no object. */
export function withoutEmpty(body: unknown): Fields | null {
  const fields = asFields(body);
  if (!fields) return null;
  const said = ([, value]: [string, unknown]) => value !== undefined && value !== null && value !== '';
  return Object.fromEntries(Object.entries(fields).filter(said));
}

/** The body of `POST /api/v1/generate/sounds`. The prompt is measured as it was sent, blanks included, as vendors do. */
export function readDropIn(body: unknown): DropInResult {
  const given = withoutEmpty(body);
  if (!given) return refused('body', 'invalid', 'The body must be an object.');
  const { prompt } = given;
  if (typeof prompt === 'string' && prompt.length > PROMPT_MAX) {
    return refused('prompt', 'too-long', `The prompt is longer than ${PROMPT_MAX} characters. Shorten it.`);
  }
  const parsed = z.safeParse(schema, given);
  if (parsed.success) return { request: parsed.data, issue: null };
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? 'body');
  return refused(field, field in given ? 'invalid' : 'missing', issue?.message ?? `${field} is not valid.`);
}

/** The body of kie's `POST /api/v1/jobs/createTask`. */
export function readJob(body: unknown): DropInResult {
  const fields = withoutEmpty(body);
  if (!fields) return refused('body', 'invalid', 'The body must be an object.');
  const { model, input, callBackUrl } = fields;
  if (model === undefined) return refused('model', 'missing', `model is missing: ${SOUNDS_JOB}.`);
  if (model !== SOUNDS_JOB)
    return refused('model', 'invalid', `The only model served here is ${SOUNDS_JOB}.`);
  const given = asFields(input);
  if (!given)
    return refused('input', input === undefined ? 'missing' : 'invalid', 'input must be an object.');
  const wire = Object.entries(JOB_INPUT).map(([snake, camel]) => [camel, given[snake]]);
  const result = readDropIn({ ...Object.fromEntries(wire), callBackUrl });
  if (result.issue === null) return result;
  const { field, kind, message } = result.issue;
  return refused(jobFieldOf(field), kind, message);
}

/** Where a field of the request stands in a job: `soundKey` is `input.sound_key`. */
export function jobFieldOf(field: string): string {
  const [snake] = Object.entries(JOB_INPUT).find(([, camel]) => camel === field) ?? [];
  return snake === undefined ? field : `input.${snake}`;
}
