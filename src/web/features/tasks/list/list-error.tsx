import type { ApiError } from '../../../lib/api-error.ts';
import { tryAgain } from '../../../strings/page-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { Button } from '../../../ui/button.tsx';

/** In place of the list: why it could not be read. */
export function ListError({ error, onTryAgain }: { error: ApiError; onTryAgain: () => void }) {
  return (
    <div role="alert" className="mt-4 grid justify-items-start gap-2">
      <p>{errorText(error)}</p>
      <Button onClick={onTryAgain}>{tryAgain}</Button>
    </div>
  );
}
