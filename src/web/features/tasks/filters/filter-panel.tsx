import { filterGroups } from '../../../strings/task-strings.ts';
import { Popover } from '../../../ui/popover.tsx';
import { BpmFilter } from './bpm-filter.tsx';
import { KeyFilter } from './key-filter.tsx';
import { MoreFilters } from './more-filters.tsx';
import type { FilterGroup } from './say-filters.ts';
import { StateFilter } from './state-filter.tsx';
import { TagFilter } from './tag-filter.tsx';

const panels = {
  state: StateFilter,
  key: KeyFilter,
  bpm: BpmFilter,
  tags: TagFilter,
  more: MoreFilters,
} satisfies Record<FilterGroup, () => React.ReactNode>;

/** One group of filters under its button; the list follows as it is changed. */
export function FilterPanel({ group, onClose }: { group: FilterGroup; onClose: () => void }) {
  const Panel = panels[group];
  return (
    <Popover label={filterGroups[group]} className={`of-${group}`} isUnderOpener onClose={onClose}>
      <Panel />
    </Popover>
  );
}
