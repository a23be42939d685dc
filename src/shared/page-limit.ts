import * as z from 'zod/mini';

import { PAGE_MAX } from './limits.ts';

/** `limit` of a list that is read in pages. */
export const pageLimitSchema = z.coerce
  .number({ error: 'limit must be a number.' })
  .check(
    z.int({ error: 'limit must be whole.' }),
    z.minimum(1, { error: 'limit must be at least 1.' }),
    z.maximum(PAGE_MAX, { error: `limit must be at most ${PAGE_MAX}.` }),
  );
