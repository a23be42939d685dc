import * as z from 'zod/mini';

import { DIALECT_NAMES, SOUNDS_ROUTES, VENDOR_NAMES } from '../connection.ts';
import { fieldError } from '../messages/reason.ts';
import type { Problem } from '../problem.ts';
import { CONNECTION_NAME_MAX, KEY_MAX } from './connection-limits.ts';

const MODELS_MAX = 20;

const whole = (name: string, min: number, max: number) => {
  const error = `${name} must be a whole number from ${min} to ${max}.`;
  return z.int({ error }).check(z.minimum(min, { error }), z.maximum(max, { error }));
};

/** What a person may type; a pasted "Bearer " is dropped. */
const key = z.string({ error: 'key must be text.' }).check(
  z.overwrite((value) => value.trim().replace(/^Bearer(\s+|$)/i, '')),
  z.maxLength(KEY_MAX, { error: fieldError('keyLong') }),
  z.regex(/^[\x21-\x7e]+$/, { error: fieldError('keyAscii') }),
);
const name = z
  .string({ error: 'name must be text.' })
  .check(
    z.trim(),
    z.minLength(1, { error: fieldError('nameEmpty') }),
    z.maxLength(CONNECTION_NAME_MAX, { error: fieldError('nameLong', CONNECTION_NAME_MAX) }),
    z.regex(/^[^\p{C}]*$/u, { error: fieldError('nameUnreadable') }),
  );
const models = z
  .array(z.string().check(z.regex(/^[\w.-]{1,40}$/, { error: 'models must be names of models.' })), {
    error: 'models must be a list.',
  })
  .check(
    z.minLength(1, { error: 'models is empty.' }),
    z.maxLength(MODELS_MAX, { error: `At most ${MODELS_MAX} models.` }),
  );
const pace = z.strictObject(
  { count: whole('pace.count', 1, 100_000), perMs: whole('pace.perMs', 1, 86_400_000) },
  { error: 'pace must be {count, perMs}.' },
);
const concurrency = whole('concurrency', 1, 10_000);
const flag = (field: string) => z.boolean({ error: `${field} must be true or false.` });

const target = {
  vendor: z.enum(VENDOR_NAMES, { error: `vendor must be one of: ${VENDOR_NAMES.join(', ')}.` }),
  key,
  /** For `custom` alone: where its `/api/v1/…` begins. */
  baseUrl: z.optional(z.string({ error: 'baseUrl must be text.' }).check(z.maxLength(500))),
  dialect: z.optional(
    z.enum(DIALECT_NAMES, { error: `dialect must be one of: ${DIALECT_NAMES.join(', ')}.` }),
  ),
};

/** `POST /api/connections/test`: a key that is not stored. */
export const keyTestSchema = z.strictObject(target);
export type KeyTest = z.output<typeof keyTestSchema>;

/** `POST /api/connections` */
export const newConnectionSchema = z.strictObject({
  ...target,
  name: z.optional(name),
  models: z.optional(models),
  pace: z.optional(pace),
  concurrency: z.optional(concurrency),
  /** Left out: the one that the vendor documents. It is never the other after a failure. */
  route: z.optional(z.enum(SOUNDS_ROUTES, { error: `route must be one of: ${SOUNDS_ROUTES.join(', ')}.` })),
  isDefault: z.optional(flag('isDefault')),
  /** False: store it even when the vendor does not answer. */
  verified: z.optional(z.literal(false, { error: 'verified can only be false.' })),
});
export type NewConnection = z.output<typeof newConnectionSchema>;

/** `PATCH /api/connections/:id` */
export const connectionPatchSchema = z.strictObject({
  name: z.optional(name),
  key: z.optional(key),
  /** Goes with `key`. False: it becomes a connection of its own. */
  sameAccount: z.optional(flag('sameAccount')),
  models: z.optional(models),
  pace: z.optional(pace),
  concurrency: z.optional(concurrency),
  isDefault: z.optional(flag('isDefault')),
});
export type ConnectionPatch = z.output<typeof connectionPatchSchema>;

/** `DELETE /api/connections/:id` */
export const connectionDeleteSchema = z.strictObject({
  detach: z.optional(z.enum(['true', 'false'], { error: 'detach must be true or false.' })),
});

/** Answer of a test. */
export interface KeyTestAnswer {
  ok: boolean;
  credits: number | null;
  problem?: Problem;
}
