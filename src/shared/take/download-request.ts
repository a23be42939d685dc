import * as z from 'zod/mini';

import { uuidSchema } from '../id-schemas.ts';
import { BULK_MAX } from '../limits.ts';
import { TAKE_CHOICES } from './chosen-takes.ts';

const TEMPLATE_MAX = 200;

/** `POST /api/downloads` */
export const downloadSchema = z.strictObject({
  ids: z
    .array(uuidSchema('ids must be UUIDs.'), { error: 'ids must be a list.' })
    .check(
      z.minLength(1, { error: 'ids is empty.' }),
      z.maxLength(BULK_MAX, { error: `At most ${BULK_MAX} ids.` }),
    ),
  /** How files are called: `{title}_{bpm}bpm_{key}_{take}`. */
  name: z.optional(
    z.string().check(z.maxLength(TEMPLATE_MAX, { error: `name has at most ${TEMPLATE_MAX} characters.` })),
  ),
  takes: z.optional(z.enum(TAKE_CHOICES, { error: `takes must be one of: ${TAKE_CHOICES.join(', ')}.` })),
});
export type DownloadRequest = z.output<typeof downloadSchema>;

/** What was asked for, to be fetched at `GET /api/downloads/:id`. */
export interface DownloadAnswer {
  id: string;
  files: number;
}
