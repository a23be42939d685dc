import * as z from 'zod/mini';

import { isTaskId, toUuid } from './ids.ts';
import { fieldError } from './messages/reason.ts';

/** A UUID in any case; what comes out is in lower case. */
export const uuidSchema = (error: string) =>
  z.string({ error }).check(
    z.toLowerCase(),
    z.refine((text) => toUuid(text) !== null, { error }),
  );

/** A vendor's taskId, wherever it comes in or is kept. */
export const taskIdSchema = z
  .string({ error: 'taskId must be text.' })
  .check(z.trim(), z.refine(isTaskId, { error: fieldError('taskId') }));
