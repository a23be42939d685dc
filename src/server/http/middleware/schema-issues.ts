import type * as z from 'zod/mini';

import { reasonOfFieldError, type Reason } from '#shared/messages/reason.ts';

interface Issue extends Partial<Reason> {
  /** Path in the body as it was sent: `tasks.3.request.soundKey`; `body` for the body itself. */
  field: string;
  message: string;
}

/** zod/mini carries no sentences of its own: this is what it says where the contract gave none. */
const WORDLESS = 'Invalid input';

const fieldOf = (path: readonly PropertyKey[]) => path.map(String).join('.') || 'body';

export function firstIssue(error: z.core.$ZodError): Issue {
  const [issue] = error.issues;
  if (!issue) return { field: 'body', message: 'The body is not what this route takes.' };
  if (issue.code === 'unrecognized_keys') {
    const field = fieldOf([...issue.path, ...issue.keys.slice(0, 1)]);
    return { field, message: `There is no field ${field}.` };
  }
  const field = fieldOf(issue.path);
  const sentence =
    issue.code === 'invalid_type' ? `${field} must be an ${issue.expected}.` : `${field} is not valid.`;
  if (issue.message === WORDLESS) return { field, message: sentence };
  return { field, message: issue.message, ...reasonOfFieldError(issue.message) };
}
