import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import { connectionQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import { outbox } from '../../../state/outbox.ts';
import * as words from '../../../strings/task-strings.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';

const KEY_SETTING = 'SOUNDS_API_KEY';

/** What stands over the whole list: no way to our server, no key for the vendor. */
export function Notices({ isReached }: { isReached: boolean }) {
  const { data: connection } = useQuery(connectionQuery(useApi()));
  const isVolatile = useSyncExternalStore(outbox.subscribe, outbox.isVolatile, () => false);
  const needsKey = connection && connection.upstream !== 'sandbox' && !connection.hasKey;
  return (
    <>
      {/* Always there, so that what comes into it is read out. */}
      <output className="block">
        {!isReached && (
          <span className="mb-4 block rounded-card bg-well px-4 py-3 text-sm">{words.notReached}</span>
        )}
        {isReached && connection?.silentSince !== undefined && (
          <span className="mb-4 block rounded-card bg-well px-4 py-3 text-sm">
            {words.silent(connection.host)}
          </span>
        )}
        {isVolatile && (
          <span className="mb-4 block rounded-card bg-well px-4 py-3 text-sm">{words.notNoted}</span>
        )}
      </output>
      {needsKey && (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-well px-4 py-3 text-sm">
          <p className="max-w-[60ch] flex-1 basis-60">
            {words.noKey(connection.host)} <code>{KEY_SETTING}</code> {words.noKeyNext}
          </p>
          {connection.keyPage !== null && (
            <a href={connection.keyPage} target="_blank" rel="noreferrer" className={buttonClass('primary')}>
              <Icon name="key" /> {words.getKey}
            </a>
          )}
        </div>
      )}
    </>
  );
}
