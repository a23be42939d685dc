import type { Sort } from '#shared/task-filter.ts';

import { useStore } from '../../../lib/create-store.ts';
import { noFilters } from '../../../state/filters.ts';
import { hasCompactRows } from '../../../state/preferences.ts';
import { words } from '../../../strings/library-strings.ts';
import * as taskWords from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { BpmFilter } from './bpm-filter.tsx';
import { Flag, Labelled } from './filter-controls.tsx';
import { KeyFilter } from './key-filter.tsx';
import { MoreFilters } from './more-filters.tsx';
import { StateFilter } from './state-filter.tsx';
import { TagFilter } from './tag-filter.tsx';
import { useFilters } from './use-filters.ts';

const SORTS = Object.keys(taskWords.sorts) as Sort[];

/** All filters in one sheet, for a phone. */
export function FilterSheet({ onClose }: { onClose: () => void }) {
  const [filters, setFilters] = useFilters();
  const isCompact = useStore(hasCompactRows);
  return (
    <Modal heading={words.filters} closeName={words.close} onClose={onClose}>
      <Labelled id="sheet-order" label={taskWords.order}>
        <select
          id="sheet-order"
          className="field min-h-10 w-full"
          value={filters.sort}
          onChange={(event) => setFilters({ sort: event.target.value as Sort })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {taskWords.sorts[sort]}
            </option>
          ))}
        </select>
      </Labelled>
      <Flag
        label={taskWords.favouritesOnly}
        isOn={filters.favourite === true}
        onChange={(isOn) => setFilters({ favourite: isOn ? true : null })}
      />
      <Flag label={taskWords.compactRows} isOn={isCompact} onChange={(isOn) => hasCompactRows.set(isOn)} />
      <StateFilter />
      <KeyFilter />
      <BpmFilter />
      <TagFilter />
      <MoreFilters />
      <div className="flex gap-2">
        <Button onClick={() => setFilters({ ...noFilters, q: filters.q })}>{taskWords.clearFilters}</Button>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </div>
    </Modal>
  );
}
