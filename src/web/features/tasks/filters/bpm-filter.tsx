import { words } from '../../../strings/library-strings.ts';
import { BpmInput, Group } from './filter-controls.tsx';
import { useFilters } from './use-filters.ts';

export function BpmFilter() {
  const [filters, setFilters] = useFilters();
  return (
    <Group legend={words.bpm}>
      <BpmInput name={words.bpmFrom} value={filters.bpmMin} onChange={(bpmMin) => setFilters({ bpmMin })} />
      <span className="text-sm text-muted">{words.to}</span>
      <BpmInput name={words.bpmTo} value={filters.bpmMax} onChange={(bpmMax) => setFilters({ bpmMax })} />
    </Group>
  );
}
