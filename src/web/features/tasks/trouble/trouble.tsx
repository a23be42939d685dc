import '../../../styles/trouble.css';
import type { ReactNode } from 'react';

import type { ApiError } from '../../../lib/api-error.ts';
import { ActionError } from '../actions/action-error.tsx';

/** In the place of the takes: what happened, what it cost, what to do; the next step is the last button. */
export function Trouble({
  children,
  buttons,
  error = null,
}: {
  children: ReactNode;
  buttons?: ReactNode;
  error?: ApiError | null;
}) {
  return (
    <>
      <div className="trouble">
        <p>{children}</p>
        {buttons && <span>{buttons}</span>}
      </div>
      {error && (
        <div className="below">
          <ActionError error={error} />
        </div>
      )}
    </>
  );
}
