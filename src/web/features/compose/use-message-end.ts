import { useEffect } from 'react';

import type { Store } from '../../lib/create-store.ts';
import { outbox } from '../../state/outbox.ts';
import { syncStatus } from '../../state/sync-status.ts';
import { noAnswerAtAll } from '../../strings/page-strings.ts';

/** Takes "No connection" away once the server is back and has said what became of the press. */
export function useMessageEnd(message: Store<string | null>): void {
  useEffect(() => {
    const check = () => {
      if (message.get() !== noAnswerAtAll) return;
      if (syncStatus.get().isReached && outbox.unsettled().length === 0) message.set(null);
    };
    const stops = [syncStatus.subscribe(check), outbox.subscribe(check)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [message]);
}
