import { useEffect, useState } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { countFilters } from '../../../state/filters.ts';
import { listFilters } from '../../../state/list-filters.ts';
import * as words from '../../../strings/task-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import type { FilterGroup, sayFilters, without } from './say-filters.ts';
import { changeFilters } from './use-filters.ts';

const FilterPanel = lazyComponent(() => import('./filter-panel.tsx'), 'FilterPanel');

interface Sayings {
  sayFilters: typeof sayFilters;
  without: typeof without;
}

/** What says the filters that are set; fetched with the first of them. */
function useSayings(isNeeded: boolean): Sayings | null {
  const [sayings, setSayings] = useState<Sayings | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    const load = async () => setSayings(await import('./say-filters.ts'));
    void load().catch(() => undefined);
  }, [isNeeded]);
  return sayings;
}

/** A button that opens a pop-up of filters; set, it says to what, and can be taken back at its ×. */
export function FilterGroupButton({
  group,
  isOpen,
  onOpen,
}: {
  group: FilterGroup;
  isOpen: boolean;
  onOpen: (group: FilterGroup | null) => void;
}) {
  const filters = useStore(listFilters);
  const sayings = useSayings(countFilters(filters) > 0);
  const value = sayings?.sayFilters(group, filters) ?? null;
  const label = words.filterGroups[group];
  return (
    <span className="filter" data-set={value !== null || undefined}>
      <button
        type="button"
        data-icon="open-menu"
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? null : group)}
        // Also while its panel is still on its way.
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          event.preventDefault();
          onOpen(null);
        }}
      >
        <span>
          {label}
          {value !== null && (
            <>
              {' '}
              <b>{value}</b>
            </>
          )}
        </span>
      </button>
      {value !== null && sayings && (
        <button
          type="button"
          data-icon="close"
          aria-label={words.removeFilter(value)}
          onClick={() => changeFilters(sayings.without(group))}
        />
      )}
      {isOpen && <FilterPanel group={group} onClose={() => onOpen(null)} />}
    </span>
  );
}
