import { useId, useState } from 'react';

import type { Sort } from '#shared/task-filter.ts';

import { useStore } from '../../../lib/create-store.ts';
import { countFilters } from '../../../state/filters.ts';
import { hasCompactRows } from '../../../state/preferences.ts';
import * as words from '../../../strings/task-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { endSelecting, selection, startSelecting } from '../selection/selection-store.ts';
import { FilterGroupButton } from './filter-group.tsx';
import type { FilterGroup } from './say-filters.ts';
import { useFilters } from './use-filters.ts';

const FilterSheet = lazyComponent(() => import('./filter-sheet.tsx'), 'FilterSheet');

const GROUPS: readonly FilterGroup[] = ['state', 'key', 'bpm', 'tags', 'more'];
const SORTS = Object.keys(words.sorts) as Sort[];

/** Search, pop-ups, order and density: all that narrows and arranges the list, in one line. */
export function FilterBar({ isSearching }: { isSearching: boolean }) {
  const [filters, setFilters] = useFilters();
  const [open, setOpen] = useState<FilterGroup | 'all' | null>(null);
  const count = countFilters(filters);
  return (
    <div className="filter-bar">
      <Search isSearching={isSearching} />
      <button
        type="button"
        className="control phone-only"
        aria-expanded={open === 'all'}
        onClick={() => setOpen('all')}
      >
        {words.filters(count)}
      </button>
      {open === 'all' && <FilterSheet onClose={() => setOpen(null)} />}
      <div className="filter-groups">
        {GROUPS.map((group) => (
          <FilterGroupButton key={group} group={group} isOpen={open === group} onOpen={setOpen} />
        ))}
        <button
          type="button"
          className="control"
          data-icon={filters.favourite ? 'starred' : 'star'}
          aria-pressed={filters.favourite === true}
          title={words.favouritesOnly}
          onClick={() => setFilters({ favourite: filters.favourite ? null : true })}
        />
        <select
          aria-label={words.order}
          className="control quiet order"
          value={filters.sort}
          onChange={(event) => setFilters({ sort: event.target.value as Sort })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </select>
        <Density />
      </div>
      {filters.deleted === null && <SelectButton />}
    </div>
  );
}

function Search({ isSearching }: { isSearching: boolean }) {
  const id = useId();
  const [filters, setFilters] = useFilters();
  return (
    <div className="search" data-icon="search">
      <label htmlFor={id} className="sr-only">
        {words.find}
      </label>
      <input
        id={id}
        type="search"
        dir="auto"
        value={filters.q}
        onChange={(event) => setFilters({ q: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && filters.q !== '') setFilters({ q: '' });
        }}
        aria-busy={isSearching}
        aria-keyshortcuts="/"
        placeholder={words.findSample}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className="field"
      />
    </div>
  );
}

function Density() {
  const isCompact = useStore(hasCompactRows);
  const choice = (compact: boolean, icon: string, name: string) => (
    <button
      type="button"
      className="control"
      data-icon={icon}
      aria-pressed={isCompact === compact}
      title={name}
      onClick={() => hasCompactRows.set(compact)}
    />
  );
  return (
    <span className="density">
      {choice(false, 'normal', words.normalRows)}
      {choice(true, 'compact', words.compactRows)}
    </span>
  );
}

function SelectButton() {
  const isOn = useStore(selection, (state) => state.isOn);
  const button = useButtonCommand(words.selectCommand);
  return (
    <button
      ref={button}
      type="button"
      className="control"
      aria-pressed={isOn}
      title={words.selectTitle}
      onClick={isOn ? endSelecting : startSelecting}
    >
      {words.select}
    </button>
  );
}
