import { useMutation } from '@tanstack/react-query';

import { useApi } from '../../api/api-context.ts';
import type { ApiError } from '../../lib/api-error.ts';
import { endKept } from '../../offline/kept-list.ts';
import * as words from '../../strings/list-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { Button } from '../../ui/button.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';

/** Ends this login, or all of them. */
export function SessionButtons() {
  const api = useApi();
  const logOutButton = useButtonCommand(words.logOut);
  const endAllButton = useButtonCommand(words.endLogins);
  const end = useMutation<void, ApiError, () => Promise<void>>({
    networkMode: 'always',
    mutationFn: (act) => act(),
    onSuccess: async () => {
      // Nothing of this login stays readable in the browser.
      if ('caches' in globalThis) await endKept().catch(() => undefined);
      location.assign('login');
    },
  });
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <Button ref={logOutButton} look="quiet" onClick={() => end.mutate(() => api.call('POST', '/logout'))}>
        {words.logOut}
      </Button>
      <Button
        ref={endAllButton}
        look="quiet"
        title={words.endLoginsTitle}
        onClick={() => end.mutate(() => api.call('POST', '/api/sessions/end'))}
      >
        {words.endLogins}
      </Button>
      {end.isError && (
        <p role="alert" className="text-sm text-danger">
          {errorText(end.error)}
        </p>
      )}
    </div>
  );
}
