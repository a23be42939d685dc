import { queryOptions, type QueryClient } from '@tanstack/react-query';

import type { Batch, BatchPage } from '#shared/batch.ts';

import type { Api } from '../api/api-client.ts';

const key = ['batches'] as const;

/** The latest batches, newest first. Kept fresh by the event stream. */
export const batchesQuery = (api: Api) =>
  queryOptions({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await api.call<BatchPage>('GET', '/api/batches?limit=20', { signal })).batches,
    staleTime: Infinity,
    gcTime: Infinity,
  });

/** Takes in one batch, whichever way it came. */
export function putBatch(client: QueryClient, batch: Batch): void {
  client.setQueryData<Batch[]>(key, (batches = []) => {
    const at = batches.findIndex(({ id }) => id === batch.id);
    return at < 0 ? [batch, ...batches] : batches.with(at, batch);
  });
}

/** Events of batches are not replayed: after a silence they are read again. */
export const rereadBatches = (client: QueryClient) => client.invalidateQueries({ queryKey: key });

/** Tasks of it that still change by themselves. */
export const openCount = ({ counts }: Batch): number => counts.held + counts.sending + counts.rendering;
