import * as z from 'zod/mini';

import { SOUND_KEYS } from '../key/key-facts.ts';
import { TEMPI_MAX } from './heard-bounds.ts';

const BPM_HEARD_MAX = 2000;

const confidence = z.number().check(z.minimum(0), z.maximum(1));
const level = z.nullable(z.number().check(z.minimum(-200), z.maximum(200)));

/** What a page measured of a take, once. */
export const heardSchema = z.strictObject({
  /** Every tempo in which it might be counted, the likeliest first; none where there is no pulse. */
  bpm: z
    .array(
      z.strictObject({
        bpm: z.number().check(z.minimum(1), z.maximum(BPM_HEARD_MAX)),
        confidence,
      }),
    )
    .check(z.maxLength(TEMPI_MAX)),
  /** `Any` at confidence 0: pitched, but in no key that could be told. Null: no pitch. */
  key: z.nullable(z.strictObject({ key: z.enum(SOUND_KEYS), confidence })),
  /** How its end meets its start; null where that cannot be told. */
  loop: z.nullable(z.enum(['clean', 'click', 'audible'])),
  /** Integrated loudness; null for what is too short or silent. */
  lufs: level,
  /** True peak; null for silence. */
  dbtp: level,
  /** Single events that start in it. */
  events: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** Of the measuring code: what an older one heard is measured again. */
  version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
});
export type Heard = z.output<typeof heardSchema>;

/** `PUT /api/tasks/:id/takes/:n/heard` */
export const setHeardSchema = z.strictObject({ heard: heardSchema });
