import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState, useSyncExternalStore } from 'react';

import { connectionQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { closeDialog, useDialog } from '../../state/dialogs.ts';
import { outbox } from '../../state/outbox.ts';
import { batchesQuery, openCount } from '../../sync/batch-cache.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { useFormActions } from '../compose/compose-context.ts';

const BatchPanel = lazyComponent(() => import('./batch-panel.tsx'), 'BatchPanel');

const noParts = () => [];

/** The place of the batches, whose code comes when there is one, or one is to be made. */
export function BatchPlace() {
  const api = useApi();
  const form = useFormActions();
  // The press shows on its button at once; a dialog over a long list takes its time.
  const isOpen = useDeferredValue(useDialog()?.name === 'batch');
  const { data: connection } = useQuery(connectionQuery(api));
  const { data: areRunning = false } = useQuery({
    ...batchesQuery(api),
    select: (batches) => batches.some((batch) => openCount(batch) > 0),
  });
  // Once there, it stays: it holds what is being sent.
  const [isWanted, setIsWanted] = useState(false);
  const hasParts = useSyncExternalStore(outbox.subscribe, outbox.parts, noParts).length > 0;
  if (!isWanted && (isOpen || areRunning || hasParts)) setIsWanted(true);
  return isWanted ? (
    <BatchPanel
      api={api}
      connection={connection}
      isOpen={isOpen}
      onClose={closeDialog}
      readForm={form.read}
    />
  ) : null;
}
