import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import type { Api } from '../../api.ts';
import { taskKeys } from './task-keys.ts';
import { taskMemory } from './task-memory.ts';

const PAGE = 50;

/** The tasks, newest first; `q` searches. Filled once, then kept fresh by the event stream. */
export const taskListQuery = (api: Api, q: string) =>
  infiniteQueryOptions({
    queryKey: taskKeys.list(q),
    queryFn: async ({ pageParam, signal, client }) =>
      taskMemory(client).settle(await api.tasks({ cursor: pageParam, limit: PAGE, q }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: q ? 0 : Infinity,
    gcTime: q ? 60_000 : Infinity,
    // Tasks keep their identity by revision already; comparing ten thousand of them deeply is what costs.
    structuralSharing: false,
  });

/** The aligned words of one take; empty when it has none. */
export const lyricsQuery = (api: Api, taskId: string, audioId: string) =>
  queryOptions({
    queryKey: taskKeys.lyrics(taskId, audioId),
    queryFn: ({ signal }) => api.lyrics(taskId, audioId, signal),
    staleTime: Infinity,
  });
