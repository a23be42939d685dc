import { noFilters } from '../../../state/filters.ts';
import { changeFilters } from '../filters/use-filters.ts';

/** The list of what was deleted, whatever narrowed the list before. */
export const showDeleted = (): void => changeFilters({ ...noFilters, deleted: true });
