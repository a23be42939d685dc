import { TASK_STATES } from '#shared/task.ts';

import { words } from '../../../strings/library-strings.ts';
import { states } from '../../../strings/task-strings.ts';
import { Chip, Group, toggled } from './filter-controls.tsx';
import { useFacets } from './use-facets.ts';
import { useFilters } from './use-filters.ts';

export function StateFilter() {
  const [filters, setFilters] = useFilters();
  const facets = useFacets();
  return (
    <Group legend={words.state}>
      {TASK_STATES.map((state) => (
        <Chip
          key={state}
          label={states[state]}
          count={facets?.states[state]}
          checked={filters.state.includes(state)}
          onChange={() => setFilters({ state: toggled(filters.state, state) })}
        />
      ))}
    </Group>
  );
}
