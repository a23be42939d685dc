import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore, type ReactNode } from 'react';

import { connectionQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import { useStore } from '../../../lib/create-store.ts';
import { reloadWith } from '../../../state/form-before-reload.ts';
import { outbox } from '../../../state/outbox.ts';
import { syncStatus } from '../../../state/sync-status.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useFormActions } from '../../compose/compose-context.ts';

const KEY_SETTING = 'SOUNDS_API_KEY';

/** What stands over the whole list: no way to our server, no login, another build, no key for the vendor. */
export function Notices() {
  const { data: connection } = useQuery(connectionQuery(useApi()));
  const form = useFormActions();
  const { isReached, isLoggedOut, isOtherBuild } = useStore(syncStatus);
  const isVolatile = useSyncExternalStore(outbox.subscribe, outbox.isVolatile, () => false);
  const needsKey = connection && connection.vendor !== 'sandbox' && !connection.hasKey;
  const isSilent = isReached && !isLoggedOut && connection?.silentSince !== undefined;
  return (
    <>
      {/* Always there, so that what comes into it is read out. */}
      <output className="block">
        {isLoggedOut && (
          <Notice text={words.loggedOut}>
            {/* In a tab of its own: this page goes on when it is seen again. */}
            <a href="login" target="_blank" rel="noreferrer" className={buttonClass('primary')}>
              {words.logIn}
            </a>
          </Notice>
        )}
        {!isReached && !isLoggedOut && <Notice text={words.notReached} />}
        {isVolatile && <Notice text={words.notNoted} />}
        {isSilent && <Notice text={words.silent(connection.host)} />}
        {isOtherBuild && (
          <Notice text={words.otherBuild}>
            <Button look="primary" onClick={() => reloadWith(form.read())}>
              {words.reload}
            </Button>
          </Notice>
        )}
      </output>
      {needsKey && (
        <Notice
          text={
            <>
              {words.noKey(connection.host)} <code>{KEY_SETTING}</code> {words.noKeyNext}
            </>
          }
        >
          {connection.keyPage !== null && (
            <a href={connection.keyPage} target="_blank" rel="noreferrer" className={buttonClass('primary')}>
              <Icon name="key" /> {words.getKey}
            </a>
          )}
        </Notice>
      )}
    </>
  );
}

function Notice({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <span className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-well px-4 py-3 text-sm">
      <span className="max-w-[60ch] flex-1 basis-60">{text}</span>
      {children}
    </span>
  );
}
