import type { ApiError } from '../../../lib/api-error.ts';
import { useStore } from '../../../lib/create-store.ts';
import { serverBackAt } from '../../../lib/server-clock.ts';
import { errorText } from '../../../strings/problem-strings.ts';

/** Why a press did not work, where it was pressed. "No answer" goes when the server answers again. */
export function ActionError({ error, id }: { error: ApiError | null; id?: string }) {
  const backAt = useStore(serverBackAt);
  if (!error || (error.code === 'no-answer' && error.at < backAt)) return null;
  return (
    <p id={id} role="alert" className="max-w-[70ch] text-sm text-danger">
      {errorText(error)}
    </p>
  );
}
