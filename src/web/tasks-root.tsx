import {
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useMemo, useState, type Ref } from 'react';

import type { Connection } from '#shared/connection.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';
import { isLive, type Task } from '#shared/task.ts';

import { connectionQuery, type Api } from './api/api-client.ts';
import { createQueryClient } from './api/query-client.ts';
import { taskListQuery } from './api/task-queries.ts';
import { BatchButton } from './features/batch/batch-button.tsx';
import type { Tuning } from './features/inspector/inspected-sound.ts';
import { InspectorContext } from './features/inspector/inspector-context.ts';
import { useInspectorDialog } from './features/inspector/use-inspector-dialog.tsx';
import type { TaskSlots } from './features/tasks/task-slots.ts';
import { TasksPanel } from './features/tasks/tasks-panel.tsx';
import { outbox } from './state/outbox.ts';
import { batchesQuery, openCount } from './sync/batch-cache.ts';
import { sentAgoMs } from './sync/sent-ago.ts';
import { submitSound } from './sync/submit-sound.ts';
import { lazyComponent } from './ui/lazy-component.tsx';

const FilterBar = lazyComponent(
  async () => (await import('./features/tasks/filters/filter-bar.tsx')).FilterBar,
);
const BulkBar = lazyComponent(
  async () => (await import('./features/tasks/selection/selection-bar.tsx')).SelectionBar,
);
const Details = lazyComponent(
  async () => (await import('./features/tasks/card/notes-and-tags.tsx')).NotesAndTags,
);
const Backup = lazyComponent(async () => (await import('./features/library/backup-dialog.tsx')).Backup);
const BatchPanel = lazyComponent(async () => (await import('./features/batch/batch-panel.tsx')).BatchPanel);

/** What the form and the header are told of the server. */
export interface SessionStatus {
  connection: Connection | undefined;
  isLost: boolean;
  liveCount: number;
}

export interface SessionHandle {
  submit(request: SoundRequest): Promise<unknown>;
  sentAgoMs(request: SoundRequest): number | null;
}

export interface TasksRootProps {
  api: Api;
  onStatus: (status: SessionStatus) => void;
  onEdit: (request: KnownRequest) => void;
  /** Puts tempo and key into the form, and leaves the rest of it. */
  onTune: (tuning: Tuning) => void;
  /** The form as it stands. */
  readForm: () => SoundRequest;
  ref: Ref<SessionHandle>;
}

/** All that talks to the server. Loaded after the form, so that the form is there first. */
export function TasksRoot(props: TasksRootProps) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Connected {...props} />
    </QueryClientProvider>
  );
}

const countLive = ({ pages }: { pages: { tasks: Task[] }[] }) =>
  pages.reduce((sum, { tasks }) => sum + tasks.filter(isLive).length, 0);

function Connected({ api, onStatus, onEdit, onTune, readForm, ref }: TasksRootProps) {
  const client = useQueryClient();
  const { data: connection, isError: isLost } = useQuery(connectionQuery(api));
  const { data: liveCount = 0 } = useInfiniteQuery({ ...taskListQuery(api, ''), select: countLive });
  const { mutateAsync } = useMutation(submitSound(api));
  useImperativeHandle(ref, () => ({
    submit: mutateAsync,
    sentAgoMs: (request) => sentAgoMs(client, request),
  }));
  useEffect(() => onStatus({ connection, isLost, liveCount }), [connection, isLost, liveCount, onStatus]);
  const slots = useSlots(api, connection, readForm);
  const { inspector, dialog } = useInspectorDialog(api, onTune);
  return (
    <InspectorContext value={inspector}>
      <TasksPanel api={api} connection={connection} onEdit={onEdit} slots={slots} />
      {dialog}
    </InspectorContext>
  );
}

/** Pieces of library and batch on the board; their code comes with their first use. */
function useSlots(api: Api, connection: Connection | undefined, readForm: () => SoundRequest): TaskSlots {
  const [isBatching, setIsBatching] = useState(false);
  const { data: areRunning = false } = useQuery({
    ...batchesQuery(api),
    select: (batches) => batches.some((batch) => openCount(batch) > 0),
  });
  // Once there, it stays: it holds what is being handed over.
  const [isWanted, setIsWanted] = useState(() => outbox.parts().length > 0);
  if (!isWanted && (isBatching || areRunning)) setIsWanted(true);
  return useMemo(
    () => ({
      FilterBar,
      BulkBar,
      Details,
      Backup,
      actions: <BatchButton onPress={() => setIsBatching(true)} />,
      above: isWanted && (
        <BatchPanel
          api={api}
          connection={connection}
          isOpen={isBatching}
          onClose={() => setIsBatching(false)}
          readForm={readForm}
        />
      ),
    }),
    [api, connection, readForm, isBatching, isWanted],
  );
}
