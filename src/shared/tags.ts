import * as z from 'zod/mini';

import { TAG_MAX, TAGS_MAX } from './limits.ts';

export const tagsSchema = z
  .array(
    z
      .string({ error: 'A tag must be text.' })
      .check(
        z.trim(),
        z.minLength(1, { error: 'A tag is empty.' }),
        z.maxLength(TAG_MAX, { error: 'A tag is too long.' }),
      ),
    { error: 'tags must be a list.' },
  )
  .check(z.maxLength(TAGS_MAX, { error: `At most ${TAGS_MAX} tags.` }));
