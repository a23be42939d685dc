import type { Filters } from '../../../state/filters.ts';
import { listFilters } from '../../../state/list-filters.ts';
import { changeFilters } from './use-filters.ts';

/** Narrows further: what is set stays, and one more tag or word is asked for. */
export function narrowList(filter: Partial<Filters>): void {
  const { tag, q } = listFilters.get();
  changeFilters({
    ...filter,
    ...(filter.tag && { tag: [...new Set([...tag, ...filter.tag])] }),
    ...(filter.q !== undefined && { q: q.includes(filter.q) ? q : `${q} ${filter.q}`.trim() }),
  });
}
