import { useQueryClient } from '@tanstack/react-query';

import { useApi } from '../../../api/api-context.ts';
import { taskListQuery } from '../../../api/task-queries.ts';
import { filterQuery } from '../../../state/filters.ts';
import { listFilters } from '../../../state/list-filters.ts';

/** Reads the ids of the loaded tasks in the order of the list, for handlers. */
export function useShownIds(): () => readonly string[] {
  const api = useApi();
  const client = useQueryClient();
  return () => {
    const { queryKey } = taskListQuery(api, filterQuery(listFilters.get()));
    return client.getQueryData(queryKey)?.pages.flatMap(({ tasks }) => tasks.map(({ id }) => id)) ?? [];
  };
}
