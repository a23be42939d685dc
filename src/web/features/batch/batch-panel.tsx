import '../../styles/batch.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Batch } from '#shared/batch.ts';
import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../api/api-client.ts';
import { readFacets } from '../../api/library-api.ts';
import { showInList } from '../../state/list-filters.ts';
import { outbox, type PendingSend } from '../../state/outbox.ts';
import { lineStrings } from '../../strings/batch-strings.ts';
import { batchesQuery, openCount } from '../../sync/batch-cache.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { BatchLine } from './batch-line.tsx';
import { UploadLine } from './upload-line.tsx';
import { useUploads } from './use-uploads.ts';

const CompareBatch = lazyComponent(() => import('./compare-batch.tsx'), 'CompareBatch');

interface BatchPanelProps {
  api: Api;
  connection: Connection | undefined;
  /** Whether the dialog is asked for. */
  isOpen: boolean;
  onClose: () => void;
  /** The form as it stands. */
  readForm: () => SoundRequest;
}

/** Makes batches, uploads them, and says how they are doing. */
export function BatchPanel({ api, connection, isOpen, onClose, readForm }: BatchPanelProps) {
  const { parts, queue, start } = useUploads(api);
  const { data: batches = [] } = useQuery(batchesQuery(api));
  const { data: facets } = useQuery({
    queryKey: ['facets'],
    queryFn: ({ signal }) => readFacets(api, signal),
    enabled: isOpen,
  });
  const [compared, setCompared] = useState<Batch | null>(null);
  const shown = useShown(batches, parts);
  const uploads = uploadsOf(parts, shown.batches);
  return (
    <>
      {(uploads.length > 0 || shown.batches.length > 0) && (
        <ul aria-label={lineStrings.region} className="bare-list batch-lines">
          {uploads.map(({ id, parts }) => (
            <UploadLine
              key={id}
              parts={parts}
              isVolatile={outbox.isVolatile()}
              onSend={() => void queue.sendRest(id)}
              onDiscard={() => queue.discard(id)}
            />
          ))}
          {shown.batches.map((batch) => (
            <BatchLine
              key={batch.id}
              api={api}
              batch={batch}
              vendor={connection?.vendor ?? ''}
              onCancel={() => queue.discard(batch.id)}
              onCompare={() => setCompared(batch)}
              onShow={() => showInList({ batch: batch.id })}
              onHide={() => shown.hide(batch.id)}
            />
          ))}
        </ul>
      )}
      {isOpen && (
        <BatchDialog
          form={readForm()}
          connection={connection}
          waiting={facets?.states.held ?? 0}
          earlier={batches.filter(({ id }) => !shown.batches.some((line) => line.id === id))}
          onEarlier={(batch) => {
            onClose();
            setCompared(batch);
          }}
          onSend={(requests) => void start(requests)}
          onClose={onClose}
        />
      )}
      {compared && (
        <CompareBatch
          api={api}
          batch={batches.find(({ id }) => id === compared.id) ?? compared}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}

/** The parts of each batch that has something to say besides its own line. */
function uploadsOf(parts: readonly PendingSend[], listed: readonly Batch[]) {
  const byBatch = Map.groupBy(parts, ({ batch }) => batch?.id ?? '');
  return [...byBatch].flatMap(([id, parts]) => {
    const [first, ...others] = parts;
    // Journalled whole, only its answer is still to come: the batch's own line says more.
    const isJournalled = first?.part === 0 && first.status === 'sending' && others.length === 0;
    const isListed = isJournalled && listed.some((batch) => batch.id === id);
    return isListed && !outbox.isVolatile() ? [] : [{ id, parts }];
  });
}

/** Batches with something still to come, and those made or ended here, until they are hidden. */
function useShown(batches: readonly Batch[], parts: readonly PendingSend[]) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  // One made here may be over before the page hears of it.
  const made = parts.flatMap(({ batch }) => (batch ? [batch.id] : []));
  const open = batches.filter((batch) => openCount(batch) > 0).map(({ id }) => id);
  const fresh = [...made, ...open].filter((id) => !seen.has(id));
  if (fresh.length > 0) setSeen(new Set([...seen, ...fresh]));
  return {
    batches: batches.filter(({ id }) => seen.has(id) && !hidden.has(id)),
    hide: (id: string) => setHidden(new Set([...hidden, id])),
  };
}
