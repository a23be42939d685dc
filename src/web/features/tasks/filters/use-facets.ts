import { useQuery } from '@tanstack/react-query';

import type { Facets } from '#shared/task-filter.ts';

import { useApi } from '../../../api/api-context.ts';
import { readFacets } from '../../../api/library-api.ts';

/** How many tasks each filter would leave; undefined until it is known. */
export function useFacets(): Facets | undefined {
  const api = useApi();
  return useQuery({ queryKey: ['facets'], queryFn: ({ signal }) => readFacets(api, signal) }).data;
}
