import '../../styles/library-look.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react';

import type { Batch } from '#shared/batch.ts';
import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { readFacets } from '../../api/library-api.ts';
import { newId } from '../../lib/new-id.ts';
import { pageStore } from '../../state/safe-storage.ts';
import { lineWords, words } from '../../strings/batch-strings.ts';
import { batchesQuery, openCount, rereadBatches } from '../../sync/batch-cache.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { BatchLine } from './batch-line.tsx';
import { UploadLine } from './upload-line.tsx';
import { UploadQueue, type PendingUpload } from './upload-queue.ts';

const SETTLE_MS = 5000;
const Compare = lazyComponent(async () => (await import('./compare-batch.tsx')).CompareBatch);

export interface BatchPanelProps {
  api: Api;
  connection: Connection | undefined;
  /** Whether the dialog is asked for. */
  isOpen: boolean;
  onClose: () => void;
  /** The form as it stands. */
  readForm: () => SoundRequest;
  put: (tasks: readonly Task[]) => void;
  /** Shows the tasks of a batch in the list. */
  onShow: (batchId: string) => void;
  /** The takes of a task, to play. */
  Takes: ComponentType<{ task: Task }>;
}

const LISTED_MS = 1000;
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Makes batches, hands them over, and says how they are doing. */
export function BatchPanel({
  api,
  connection,
  isOpen,
  onClose,
  readForm,
  put,
  onShow,
  Takes,
}: BatchPanelProps) {
  const client = useQueryClient();
  const [handover] = useState(
    () =>
      new UploadQueue(api, pageStore(), async (tasks) => {
        put(tasks);
        // Its own line is there before that of the handing over goes; but the next part waits no longer for it.
        await Promise.race([rereadBatches(client), pause(LISTED_MS)]);
      }),
  );
  const chunks = useSyncExternalStore(handover.subscribe, handover.chunks);
  const { data: batches = [] } = useQuery(batchesQuery(api));
  const { data: facets } = useQuery({
    queryKey: ['facets'],
    queryFn: ({ signal }) => readFacets(api, signal),
    enabled: isOpen,
  });
  const [compared, setCompared] = useState<Batch | null>(null);
  const shown = useShown(batches, chunks);
  useSettling(handover);

  async function send(requests: readonly SoundRequest[]) {
    const prompts = new Set(requests.map(({ prompt }) => prompt));
    const [first = ''] = prompts;
    const batch = { id: newId(), name: words.name(first, prompts.size - 1) };
    await handover.start(
      batch,
      requests.map((request) => ({ id: newId(), request })),
    );
  }

  const lines = shown.batches;
  const isListed = ({ batch }: PendingUpload) => lines.some(({ id }) => id === batch.id);
  const handedIds = [...new Set(chunks.map(({ batch }) => batch.id))].filter((id) => {
    const [first, ...others] = chunks.filter(({ batch }) => batch.id === id);
    // Journalled whole, only its answer is still to come: its own line says more.
    const isThere = first?.part === 0 && first.status === 'sending' && others.length === 0 && isListed(first);
    return !isThere || handover.isVolatile;
  });
  return (
    <>
      {(handedIds.length > 0 || lines.length > 0) && (
        <ul aria-label={lineWords.region} className="bare-list mb-4 grid gap-2">
          {handedIds.map((id) => (
            <UploadLine
              key={id}
              chunks={chunks.filter(({ batch }) => batch.id === id)}
              isVolatile={handover.isVolatile}
              onSend={() => void handover.sendRest(id)}
              onDiscard={() => handover.discard(id)}
            />
          ))}
          {lines.map((batch) => (
            <BatchLine
              key={batch.id}
              api={api}
              batch={batch}
              onCancel={() => handover.discard(batch.id)}
              onCompare={() => setCompared(batch)}
              onShow={() => onShow(batch.id)}
              onHide={() => shown.hide(batch.id)}
            />
          ))}
        </ul>
      )}
      {isOpen && (
        <BatchDialog
          base={readForm()}
          connection={connection}
          waiting={facets?.states.held ?? 0}
          earlier={batches.filter(({ id }) => !lines.some((line) => line.id === id))}
          onEarlier={(batch) => {
            onClose();
            setCompared(batch);
          }}
          onSend={(requests) => void send(requests)}
          onClose={onClose}
        />
      )}
      {compared && (
        <Compare
          api={api}
          batch={batches.find(({ id }) => id === compared.id) ?? compared}
          Takes={Takes}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}

/** Batches with something still to come, and those made or ended here, until they are hidden. */
function useShown(batches: readonly Batch[], chunks: readonly PendingUpload[]) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  // One made here may be over before the page hears of it.
  const made = chunks.map(({ batch }) => batch.id);
  const open = batches.filter((batch) => openCount(batch) > 0).map(({ id }) => id);
  const fresh = [...made, ...open].filter((id) => !seen.has(id));
  if (fresh.length > 0) setSeen(new Set([...seen, ...fresh]));
  return {
    batches: batches.filter(({ id }) => seen.has(id) && !hidden.has(id)),
    hide: (id: string) => setHidden(new Set([...hidden, id])),
  };
}

/** Asks about unanswered parts until the server has said what it knows. */
function useSettling(handover: UploadQueue): void {
  useEffect(() => {
    void handover.settle();
    const timer = setInterval(() => void handover.settle(), SETTLE_MS);
    return () => clearInterval(timer);
  }, [handover]);
}
