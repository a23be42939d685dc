import {
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useState, type Ref } from 'react';

import type { Connection } from '#contract/api.ts';
import type { KnownRequest, SoundRequest } from '#contract/sound.ts';
import { isLive, type Task } from '#contract/task.ts';

import { connectionQuery, type Api } from './api.ts';
import { taskListQuery } from './features/tasks/queries.ts';
import { sentAgoMs, submitSound } from './features/tasks/submit.ts';
import { Tasks } from './features/tasks/tasks.tsx';
import { createQueryClient } from './query-client.ts';

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

function Connected({ api, onStatus, onEdit, ref }: SessionProps) {
  const client = useQueryClient();
  const { data: connection, isError: isLost } = useQuery(connectionQuery(api));
  const { data: liveCount = 0 } = useInfiniteQuery({ ...taskListQuery(api, ''), select: countLive });
  const { mutateAsync } = useMutation(submitSound(api));
  useImperativeHandle(ref, () => ({
    submit: mutateAsync,
    sentAgoMs: (request) => sentAgoMs(client, request),
  }));
  useEffect(() => onStatus({ connection, isLost, liveCount }), [connection, isLost, liveCount, onStatus]);
  return <Tasks api={api} connection={connection} onEdit={onEdit} />;
}
