import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import { connectionQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import { useStore } from '../../../lib/create-store.ts';
import { outbox } from '../../../state/outbox.ts';
import { syncStatus } from '../../../state/sync-status.ts';
import { noAnswerAtAll } from '../../../strings/page-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { Notice } from './notice.tsx';

const NoticeTexts = lazyComponent(() => import('./notice-texts.tsx'), 'NoticeTexts');

/** What stands over the whole list: no way to our server, no login, another build, no key for the vendor. */
export function Notices() {
  const { data: connection } = useQuery(connectionQuery(useApi()));
  const status = useStore(syncStatus);
  const isVolatile = useSyncExternalStore(outbox.subscribe, outbox.isVolatile, () => false);
  const needsKey = connection?.hasKey === false;
  const isSilent = status.isReached && !status.isLoggedOut && connection?.silentSince !== undefined;
  const isNeeded = status.isLoggedOut || status.isOtherBuild || isVolatile || needsKey || isSilent;
  return (
    // Always there, so that what comes into it is read out.
    <output className="block">
      {/* What says that nothing can be fetched is not fetched. */}
      {!status.isReached && !status.isLoggedOut && <Notice text={noAnswerAtAll} />}
      {isNeeded && (
        <NoticeTexts
          status={status}
          isVolatile={isVolatile}
          connection={connection}
          isSilent={isSilent}
          needsKey={needsKey}
        />
      )}
    </output>
  );
}
