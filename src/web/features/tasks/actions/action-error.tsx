import type { ApiError } from '../../../lib/api-error.ts';
import { errorText } from '../../../strings/problem-strings.ts';

/** What kept a press from working, where it was pressed. */
export function ActionError({ error, id }: { error: ApiError | null; id?: string }) {
  if (!error) return null;
  return (
    <p id={id} role="alert" className="max-w-[70ch] text-sm text-danger">
      {errorText(error)}
    </p>
  );
}
