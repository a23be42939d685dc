import type { RefObject } from 'react';

import { closeDialog, type OpenDialog } from '../../state/dialogs.ts';
import { ConnectionMenu } from './connection-menu.tsx';
import { ConnectionsDialog } from './connections-dialog.tsx';

/** What opens from the header's button: its menu, and the dialogs that the menu leads to. */
export function ConnectionPanels({
  isMenu,
  dialog,
  onClose,
  opener,
}: {
  isMenu: boolean;
  dialog: OpenDialog | null;
  onClose: () => void;
  opener: RefObject<HTMLButtonElement | null>;
}) {
  const isAdding = dialog?.name === 'add-key';
  return (
    <>
      {isMenu && <ConnectionMenu onClose={onClose} opener={opener} />}
      {(isAdding || dialog?.name === 'connections') && (
        <ConnectionsDialog key={dialog.name} isAdding={isAdding} onClose={closeDialog} />
      )}
    </>
  );
}
