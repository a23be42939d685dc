import { useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { openDialog } from '../../state/dialogs.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectionDot } from './connection-dot.tsx';

/** On an empty page: that this is the sandbox, and where to connect a vendor. */
export function ConnectionDoors() {
  const { data: connections = [] } = useQuery(connectionsQuery(useApi()));
  const current = connections.find(({ isDefault }) => isDefault);
  if (!current) return null;
  const isUsed = current.vendor === 'sandbox';
  return (
    <div className="grid rounded-card border border-line text-sm sm:grid-cols-2">
      <div className="grid content-start gap-2 p-4 max-sm:border-b sm:border-e border-line">
        <p className="flex items-center gap-2">
          {isUsed && <ConnectionDot isOff={false} />}
          <b className="text-base font-semibold">{connections[0]?.name}</b>
          {isUsed && (
            <span className="rounded-full border border-line px-2 text-xs text-muted">
              {dialogWords.inUse}
            </span>
          )}
        </p>
        <p className="text-muted">{dialogWords.doorSandbox}</p>
      </div>
      <div className="grid content-start gap-2 p-4">
        <p className="flex items-center gap-2">
          <b className="text-base font-semibold">{isUsed ? dialogWords.doorVendor : current.name}</b>
          {!isUsed && (
            <span className="rounded-full border border-line px-2 text-xs text-muted">
              {dialogWords.inUse}
            </span>
          )}
        </p>
        <p className="text-muted">{dialogWords.doorVendorMeaning}</p>
        <div>
          <Button onClick={() => openDialog('add-key')}>{dialogWords.addKey}</Button>
        </div>
      </div>
    </div>
  );
}
