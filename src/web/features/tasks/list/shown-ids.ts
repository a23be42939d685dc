import type { QueryClient } from '@tanstack/react-query';

import { taskKeys } from '../../../api/task-keys.ts';
import { filterQuery } from '../../../state/filters.ts';
import { listFilters } from '../../../state/list-filters.ts';
import type { TaskPages } from '../../../sync/task-cache.ts';

/** Ids of the loaded tasks in the order of the list. */
export const shownIds = (client: QueryClient): readonly string[] =>
  client
    .getQueryData<TaskPages>(taskKeys.list(filterQuery(listFilters.get())))
    ?.pages.flatMap(({ tasks }) => tasks.map(({ id }) => id)) ?? [];
