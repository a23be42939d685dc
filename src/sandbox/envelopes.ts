import * as z from 'zod/mini';

import type { Envelope } from '#shared/envelope.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import { wireRequestSchema } from '#shared/sound-request.ts';

/** The documented refusals with the vendor's texts. */
export const REFUSALS = {
  400: 'Invalid parameters.',
  401: 'You do not have access permissions',
  404: 'Invalid request method or path',
  405: 'Rate limit exceeded',
  413: 'Theme or prompt too long',
  429: 'The current credits are insufficient. Please top up.',
  430: 'Your call frequency is too high. Please try again later.',
  455: 'System maintenance',
  500: 'Server error',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/** Thrown anywhere, answered at the app's one exit as the vendor's envelope. */
export class VendorRefusal extends Error {
  override readonly name = 'VendorRefusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string = REFUSALS[code]) {
    super(message);
    this.code = code;
  }
}

export const success = <Data>(data: Data): Envelope<Data> => ({ code: 200, msg: 'success', data });
export const failure = (code: RefusalCode, msg: string): Envelope<never> => ({ code, msg, data: null });

export interface Submission {
  request: z.output<ReturnType<typeof submissionSchema>>;
  /** The documented fields as they were sent, as JSON text: the record's `param`. */
  param: string;
}

/** The contract's fields, but unknown ones are ignored, as the vendor ignores them. */
const submissionSchema = (models: readonly string[]) => z.object(wireRequestSchema(models).shape);

export function createSubmissionReader(models: readonly string[]): (body: unknown) => Submission {
  const schema = submissionSchema(models);
  const documented = Object.keys(schema.shape);
  return (body) => {
    const given = asFields(body);
    const parsed = schema.safeParse(given);
    if (!parsed.success) throw refusalOf(given, parsed.error.issues[0]);
    const param = Object.fromEntries(
      documented.filter((name) => name in given).map((name) => [name, given[name]]),
    );
    return { request: parsed.data, param: JSON.stringify(param) };
  };
}

/** The request behind a stored `param`; its model was accepted once, whatever the list says today. */
export function readParam(param: string): Submission['request'] {
  const body: unknown = JSON.parse(param);
  const { model } = readTexts(body, 'model');
  return createSubmissionReader([model])(body).request;
}

/** Reads text fields that must all be there, worded as the vendor words it. */
export function readTexts<Name extends string>(body: unknown, ...names: Name[]): Record<Name, string> {
  const given = asFields(body);
  const texts: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = given[name];
    if (typeof value !== 'string' || value === '') throw new VendorRefusal(400, `Please enter ${name}.`);
    texts[name] = value;
  }
  return texts as Record<Name, string>;
}

function asFields(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new VendorRefusal(400);
  return { ...body };
}

function refusalOf(given: Record<string, unknown>, issue: z.core.$ZodIssue | undefined): VendorRefusal {
  const field = String(issue?.path[0] ?? '');
  const { prompt } = given;
  if (field === 'prompt' && typeof prompt === 'string' && prompt.trim().length > PROMPT_MAX)
    return new VendorRefusal(413);
  if (given[field] === undefined || given[field] === '')
    return new VendorRefusal(400, `Please enter ${field}.`);
  return new VendorRefusal(400, `${field}: ${issue?.message ?? REFUSALS[400]}`);
}
