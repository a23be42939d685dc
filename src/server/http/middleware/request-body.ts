import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';

import { Refusal } from '#shared/problem.ts';
import { parseExactJson } from '#shared/text.ts';

import { firstIssue } from './schema-issues.ts';

export const limitBody = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError() {
      throw new Refusal(413, {
        code: 'invalid-request',
        message: `The body is larger than ${Math.floor(maxSize / 1024)} kB.`,
        field: 'body',
      });
    },
  });

function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch (cause) {
    throw new Refusal(
      400,
      { code: 'invalid-request', message: 'The body is not JSON.', field: 'body' },
      cause,
    );
  }
}

export function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (!result.success) throw new Refusal(400, { code: 'invalid-request', ...firstIssue(result.error) });
  return result.data;
}

export const readJson = async (c: Context): Promise<unknown> => parse(await c.req.text());

export async function readBody<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  return check(schema, await readJson(c));
}

const nothing = z.strictObject({});

/** For moves that need no words: an empty body or `{}`. */
export const noBody: MiddlewareHandler = async (c, next) => {
  const text = await c.req.text();
  if (text !== '') check(nothing, parse(text));
  await next();
};
