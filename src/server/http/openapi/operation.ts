import * as z from 'zod/mini';

import { DEFAULT_MODEL } from '#shared/limits.ts';

import { type JsonSchema } from './json-schemas.ts';

export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{id}` in braces. */
  path: string;
  tag: string;
  summary: string;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** A body that works, or shows the shape. */
  example?: unknown;
  /** What a good answer is; `null` has no body, a text is a content type. */
  answer: { status: number; content: JsonSchema | string | null };
  /** Refusals beside those that every route has. */
  refusals?: readonly number[];
  /** Takes `Idempotency-Key` and `X-Connection`. */
  headers?: readonly ('Idempotency-Key' | 'X-Connection')[];
}

// Parts of the examples.
export const ID = '0f6c1d2e-0000-4000-8000-000000000001';
export const TASK_ID = '3f0c9a7e51d24b86';
export const sound = {
  prompt: 'soft rain',
  model: DEFAULT_MODEL,
  soundLoop: true,
  soundTempo: 90,
  soundKey: 'Am',
  grabLyrics: false,
};

export const anything = z.looseObject({});

export const ok = (content: JsonSchema | string | null, status = 200) => ({ status, content });
export const anObject = ok({ type: 'object' });
export const nothing = ok(null, 204);
