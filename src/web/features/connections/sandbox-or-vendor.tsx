import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { openDialog } from '../../state/dialogs.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { isSandbox, troubleOf } from './connection-trouble.ts';

/** On an empty page: that the sandbox makes the sounds, and where to connect a vendor. */
export function SandboxOrVendor() {
  const { data: connections = [] } = useQuery(connectionsQuery(useApi()));
  const current = connections.find(({ isDefault }) => isDefault);
  const sandbox = connections.find(isSandbox);
  if (!current || !sandbox) return null;
  const isUsed = isSandbox(current);
  const isOff = troubleOf(current) !== null;
  return (
    <div className="grid rounded-card border border-line bg-card text-sm sm:grid-cols-2">
      <div className="grid content-start gap-1 border-line p-4 max-sm:border-b sm:border-e">
        <Heading name={sandbox.name} isUsed={isUsed} isOff={false} />
        <p className="text-muted">{dialogWords.aboutSandbox}</p>
      </div>
      <div className="grid content-start gap-1 p-4">
        <Heading name={isUsed ? dialogWords.aVendor : current.name} isUsed={!isUsed} isOff={isOff} />
        <p className="text-muted">{dialogWords.aboutVendor}</p>
        <div className="mt-1">
          <Button onClick={() => openDialog('add-key')}>{dialogWords.addKey}</Button>
        </div>
      </div>
    </div>
  );
}

function Heading({ name, isUsed, isOff }: { name: string; isUsed: boolean; isOff: boolean }): ReactNode {
  return (
    <p className="flex items-center gap-2">
      {isUsed ? (
        <ConnectionDot isOff={isOff} />
      ) : (
        <span aria-hidden="true" className="size-2 rounded-full border-2 border-edge" />
      )}
      <b className="truncate text-base font-semibold">{name}</b>
      {isUsed && (
        <span className="rounded-full border border-line px-2 text-xs text-muted">{dialogWords.inUse}</span>
      )}
    </p>
  );
}
