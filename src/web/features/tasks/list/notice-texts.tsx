import type { Connection } from '#shared/connection.ts';

import { reloadWith } from '../../../state/form-before-reload.ts';
import type { SyncStatus } from '../../../state/sync-status.ts';
import * as words from '../../../strings/notice-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { Notice } from './notice.tsx';

const KEY_SETTING = 'SOUNDS_API_KEY';

interface NoticeTextsProps {
  status: SyncStatus;
  isVolatile: boolean;
  connection: Connection | undefined;
  isSilent: boolean;
  needsKey: boolean;
}

/** What is wrong, and what to do; each goes when its cause has gone. */
export function NoticeTexts({ status, isVolatile, connection, isSilent, needsKey }: NoticeTextsProps) {
  const form = useFormActions();
  const { isLoggedOut, isOtherBuild } = status;
  return (
    <>
      {isLoggedOut && (
        <Notice text={words.loggedOut}>
          {/* In a tab of its own: this page goes on when it is seen again. */}
          <a href="login" target="_blank" rel="noreferrer" className={buttonClass('primary')}>
            {words.logIn}
          </a>
        </Notice>
      )}
      {isVolatile && <Notice text={words.notNoted} />}
      {isSilent && connection && <Notice text={words.silent(connection.host)} />}
      {isOtherBuild && (
        <Notice text={words.otherBuild}>
          <Button look="primary" onClick={() => reloadWith(form.read())}>
            {words.reload}
          </Button>
        </Notice>
      )}
      {needsKey && connection && (
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
