import {
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useMemo, useState, type Ref } from 'react';

import type { Connection } from '#contract/api.ts';
import type { KnownRequest, SoundRequest } from '#contract/sound.ts';
import { isLive, type Task } from '#contract/task.ts';

import { connectionQuery, type Api } from './api.ts';
import { batchesQuery, openCount } from './batches.ts';
import { useBenchDoor } from './bench-door.tsx';
import { BatchButton } from './features/batch/batch-button.tsx';
import { hasUnanswered } from './features/batch/unanswered.ts';
import type { Tuning } from './features/listen/sound.ts';
import { BatchTakes } from './features/tasks/batch-takes.tsx';
import { ListeningContext } from './features/tasks/listening.ts';
import { taskListQuery } from './features/tasks/queries.ts';
import type { TaskSlots } from './features/tasks/slots.ts';
import { sentAgoMs, submitSound } from './features/tasks/submit.ts';
import { putTasks } from './features/tasks/task-memory.ts';
import { Tasks } from './features/tasks/tasks.tsx';
import { showInList } from './filters.ts';
import { pageStore } from './page-store.ts';
import { createQueryClient } from './query-client.ts';
import { piece } from './ui/piece.tsx';

const FilterBar = piece(async () => (await import('./features/library/filter-bar.tsx')).FilterBar);
const BulkBar = piece(async () => (await import('./features/library/bulk-bar.tsx')).BulkBar);
const Details = piece(async () => (await import('./features/library/details.tsx')).Details);
const Backup = piece(async () => (await import('./features/library/backup.tsx')).Backup);
const BatchDesk = piece(async () => (await import('./features/batch/batch-desk.tsx')).BatchDesk);

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

export interface SessionProps {
  api: Api;
  onStatus: (status: SessionStatus) => void;
  onEdit: (request: KnownRequest) => void;
  /** Puts tempo and key into the form, and leaves the rest of it. */
  onTune: (tuning: Tuning) => void;
  /** The form as it stands. */
  readForm: () => SoundRequest;
  ref: Ref<SessionHandle>;
}

/** All that talks to the server. Comes as a second piece, so that the form is there first. */
export function Session(props: SessionProps) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Connected {...props} />
    </QueryClientProvider>
  );
}

const countLive = ({ pages }: { pages: { tasks: Task[] }[] }) =>
  pages.reduce((sum, { tasks }) => sum + tasks.filter(isLive).length, 0);

function Connected({ api, onStatus, onEdit, onTune, readForm, ref }: SessionProps) {
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
  const { listening, bench } = useBenchDoor(api, onTune);
  return (
    <ListeningContext value={listening}>
      <Tasks api={api} connection={connection} onEdit={onEdit} slots={slots} />
      {bench}
    </ListeningContext>
  );
}

/** Pieces of library and batch on the board; their code comes with their first use. */
function useSlots(api: Api, connection: Connection | undefined, readForm: () => SoundRequest): TaskSlots {
  const client = useQueryClient();
  const [isBatching, setIsBatching] = useState(false);
  const { data: areRunning = false } = useQuery({
    ...batchesQuery(api),
    select: (batches) => batches.some((batch) => openCount(batch) > 0),
  });
  // Once there, it stays: it holds what is being handed over.
  const [isWanted, setIsWanted] = useState(() => hasUnanswered(pageStore()));
  if (!isWanted && (isBatching || areRunning)) setIsWanted(true);
  return useMemo(
    () => ({
      FilterBar,
      BulkBar,
      Details,
      Backup,
      actions: <BatchButton onPress={() => setIsBatching(true)} />,
      above: isWanted && (
        <BatchDesk
          api={api}
          connection={connection}
          isOpen={isBatching}
          onClose={() => setIsBatching(false)}
          readForm={readForm}
          put={(tasks) => putTasks(client, tasks)}
          onShow={(batch) => showInList({ batch })}
          Takes={BatchTakes}
        />
      ),
    }),
    [api, client, connection, readForm, isBatching, isWanted],
  );
}
