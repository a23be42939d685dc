import * as z from 'zod/mini';

import { isBlank } from './blank.ts';
import { SOUND_KEYS } from './key/key-facts.ts';
import { BPM_MAX, BPM_MIN, PROMPT_MAX } from './limits.ts';
import { fieldError } from './messages/reason.ts';

const flag = (name: string) => z.boolean({ error: `${name} must be true or false.` });

/** What each field takes, whoever sends it. */
export const soundFields = {
  prompt: z.string({ error: fieldError('blank') }).check(
    z.trim(),
    z.refine((text) => !isBlank(text), { error: fieldError('blank') }),
    // Not z.maxLength: it counts code points, a textarea counts UTF-16 units.
    z.refine((text) => text.length <= PROMPT_MAX, {
      error: fieldError('promptLong', PROMPT_MAX),
    }),
  ),
  soundLoop: flag('soundLoop'),
  soundTempo: z.nullable(
    z
      .int({ error: fieldError('bpmWhole', BPM_MIN, BPM_MAX) })
      .check(
        z.minimum(BPM_MIN, { error: fieldError('bpmMin', BPM_MIN) }),
        z.maximum(BPM_MAX, { error: fieldError('bpmMax', BPM_MAX) }),
      ),
  ),
  soundKey: z.enum(SOUND_KEYS, { error: fieldError('key') }),
  grabLyrics: flag('grabLyrics'),
  callBackUrl: z.optional(z.url({ protocol: /^https?$/, error: fieldError('callback') })),
};

const modelOf = (models: readonly string[]) =>
  z.enum([...models], {
    error: (issue) =>
      issue.input === undefined ? 'model is missing.' : fieldError('model', models.join(', ')),
  });

/**
 * One sound request, as the form holds it and the ledger stores it; the field names are the vendor's.
 * `prompt`: 1–500 after trimming, counted in UTF-16 units, as `textarea.value.length` counts.
 * `soundTempo`: BPM, null means Auto (left out of what is sent). Unknown fields are refused by name.
 */
export const soundRequestSchema = (models: readonly string[]) =>
  z.strictObject({ ...soundFields, model: modelOf(models) });

export type SoundRequest = z.output<ReturnType<typeof soundRequestSchema>>;

/** What a tracked task knows of its request: null where the vendor's record did not say. */
export type KnownRequest = { [K in Exclude<keyof SoundRequest, 'callBackUrl'>]: SoundRequest[K] | null } & {
  callBackUrl?: string | undefined;
};
