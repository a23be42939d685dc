import { useStore } from '../../../lib/create-store.ts';
import type { Filters } from '../../../state/filters.ts';
import { filterList, listFilters } from '../../../state/list-filters.ts';
import { endSelecting } from '../selection/selection-store.ts';

/** What is selected is always in sight: another filter ends the selection. */
export function changeFilters(change: Partial<Filters>): void {
  endSelecting();
  filterList({ ...listFilters.get(), ...change });
}

export const useFilters = (): [Filters, typeof changeFilters] => [useStore(listFilters), changeFilters];
