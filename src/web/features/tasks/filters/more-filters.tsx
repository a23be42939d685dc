import { useId } from 'react';

import { words } from '../../../strings/library-strings.ts';
import { DayInput, Group, Labelled, YesNo } from './filter-controls.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { useFacets } from './use-facets.ts';
import { useFilters } from './use-filters.ts';

export function MoreFilters() {
  const [filters, setFilters] = useFilters();
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-3 gap-3 max-sm:grid-cols-1">
        <YesNo
          label={words.loop}
          value={filters.loop}
          says={words.loops}
          onChange={(loop) => setFilters({ loop })}
        />
        <YesNo
          label={words.lyrics}
          value={filters.lyrics}
          says={words.lyricsSet}
          onChange={(lyrics) => setFilters({ lyrics })}
        />
        <YesNo
          label={words.kept}
          value={filters.kept}
          says={words.keptSet}
          onChange={(kept) => setFilters({ kept })}
        />
      </div>
      <Group legend={words.dates}>
        <DayInput name={words.from} value={filters.from} onChange={(from) => setFilters({ from })} />
        <span className="text-sm text-muted">{words.to}</span>
        <DayInput name={words.until} value={filters.to} onChange={(to) => setFilters({ to })} />
      </Group>
      <ConnectionFilter />
      <SavedFilters />
    </div>
  );
}

/** Absent while all tasks are of one connection. */
function ConnectionFilter() {
  const id = useId();
  const [filters, setFilters] = useFilters();
  const connections = useFacets()?.connections ?? [];
  if (connections.length < 2) return null;
  return (
    <Labelled id={id} label={words.connection}>
      <select
        id={id}
        className="field min-h-10 w-full"
        value={filters.connection}
        onChange={(event) => setFilters({ connection: event.target.value })}
      >
        <option value="">{words.any}</option>
        {connections.map(({ id: own, name }) => (
          <option key={own} value={own}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
