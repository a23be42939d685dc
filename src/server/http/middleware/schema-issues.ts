import type * as z from 'zod/mini';

export interface Issue {
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
  return { field, message: issue.message === WORDLESS ? sentence : issue.message };
}
