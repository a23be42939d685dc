import { useId, useState } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { countFilters } from '../../../state/filters.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { useFilters } from '../filters/use-filters.ts';
import { endSelecting, selection, startSelecting } from '../selection/selection-store.ts';

const FilterBar = lazyComponent(async () => (await import('../filters/filter-bar.tsx')).FilterBar);

/** The search, and what else narrows the list. */
export function FindBar({ isSearching }: { isSearching: boolean }) {
  const id = useId();
  const [filters, setFilters] = useFilters();
  const [isOpen, setIsOpen] = useState(false);
  const count = countFilters(filters);
  const filterButton = useButtonCommand(words.filterCommand);
  return (
    <>
      <div className="flex items-center gap-2">
        <div className="relative min-w-0 flex-1">
          <label htmlFor={id} className="sr-only">
            {words.find}
          </label>
          <Icon name="search" className="pointer-events-none absolute top-3 left-3 text-muted" />
          <input
            id={id}
            type="search"
            value={filters.q}
            onChange={(event) => setFilters({ q: event.target.value })}
            aria-busy={isSearching}
            placeholder={words.findSample}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            className="field min-h-10 w-full pr-3 pl-9"
          />
        </div>
        <Button
          ref={filterButton}
          className="min-h-10"
          aria-expanded={isOpen}
          aria-controls={`${id}-filters`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {words.filters(count)}
        </Button>
        {filters.deleted === null && <SelectButton />}
      </div>
      {(isOpen || count > 0 || filters.sort !== 'newest') && (
        <FilterBar isOpen={isOpen} id={`${id}-filters`} />
      )}
    </>
  );
}

function SelectButton() {
  const isOn = useStore(selection, (state) => state.isOn);
  const button = useButtonCommand(words.selectCommand);
  return (
    <Button
      ref={button}
      className="min-h-10"
      aria-pressed={isOn}
      title={words.selectTitle}
      onClick={isOn ? endSelecting : startSelecting}
    >
      {words.select}
    </Button>
  );
}
