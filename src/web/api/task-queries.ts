import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

import { taskCache } from '../sync/task-cache.ts';
import type { Api } from './api-client.ts';
import { taskKeys } from './task-keys.ts';

const PAGE = 50;

/** The tasks; `query` filters, searches and orders them. All of them are filled once, then kept fresh by the event stream. */
export const taskListQuery = (api: Api, query: string) =>
  infiniteQueryOptions({
    queryKey: taskKeys.list(query),
    queryFn: async ({ pageParam, signal, client }) => {
      const cache = taskCache(client);
      const since = cache.clock;
      const page = await api.tasks({ cursor: pageParam, limit: PAGE, query }, signal);
      // The cache holds what is not deleted.
      if (new URLSearchParams(query).has('deleted')) return page;
      return cache.mergePage(page, since, query === '' && pageParam === null);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: query ? 0 : Infinity,
    gcTime: query ? 60_000 : Infinity,
    // Tasks keep their identity by revision already; comparing ten thousand of them deeply is what costs.
    structuralSharing: false,
  });
