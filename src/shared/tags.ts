import * as z from 'zod/mini';

import { TAG_MAX, TAGS_MAX } from './limits.ts';
import { fieldError } from './messages/reason.ts';

export const tagsSchema = z
  .array(
    z
      .string({ error: 'A tag must be text.' })
      .check(
        z.trim(),
        z.minLength(1, { error: fieldError('tagEmpty') }),
        z.maxLength(TAG_MAX, { error: fieldError('tagLong') }),
      ),
    { error: 'tags must be a list.' },
  )
  .check(z.maxLength(TAGS_MAX, { error: fieldError('tagsMany', TAGS_MAX) }));
