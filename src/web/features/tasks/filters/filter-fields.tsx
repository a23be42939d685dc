import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

import type { Sort } from '#shared/task-filter.ts';
import { TASK_STATES } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { readFacets } from '../../../api/library-api.ts';
import { sortWords, stateWords, words } from '../../../strings/library-strings.ts';
import { BpmInput, Chip, Count, DayInput, Group, Labelled, YesNo } from './filter-controls.tsx';
import { KeyFilter } from './key-filter.tsx';
import { useFilters } from './use-filters.ts';

const TAGS_SHOWN = 30;
const SORTS = Object.keys(sortWords) as Sort[];

const useFacets = () => {
  const api = useApi();
  return useQuery({ queryKey: ['facets'], queryFn: ({ signal }) => readFacets(api, signal) }).data;
};

/** Everything the list can be narrowed by. */
export function FilterFields() {
  const [filters, setFilters] = useFilters();
  const facets = useFacets();
  return (
    <div className="grid gap-4 rounded-card border border-line bg-card p-4">
      <StateFilter />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <KeyFilter keys={filters.key} onChange={(key) => setFilters({ key })} />
        <Group legend={words.bpm}>
          <div className="flex items-center gap-2">
            <BpmInput
              name={words.bpmFrom}
              value={filters.bpmMin}
              onChange={(bpmMin) => setFilters({ bpmMin })}
            />
            <span className="text-sm text-muted">{words.to}</span>
            <BpmInput
              name={words.bpmTo}
              value={filters.bpmMax}
              onChange={(bpmMax) => setFilters({ bpmMax })}
            />
          </div>
        </Group>
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
        <SortField />
        <Group legend={words.dates}>
          <div className="flex flex-wrap items-center gap-2">
            <DayInput name={words.from} value={filters.from} onChange={(from) => setFilters({ from })} />
            <span className="text-sm text-muted">{words.to}</span>
            <DayInput name={words.until} value={filters.to} onChange={(to) => setFilters({ to })} />
          </div>
        </Group>
        <VendorFilter />
      </div>
      <div className="flex flex-wrap gap-x-6">
        <Flag name="favourite" label={words.favourite} />
        <Flag name="deleted" label={words.deletedSet} count={facets?.deleted} />
      </div>
      <TagFilter />
    </div>
  );
}

function Flag({
  name,
  label,
  count,
}: {
  name: 'favourite' | 'deleted';
  label: string;
  count?: number | undefined;
}) {
  const [filters, setFilters] = useFilters();
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-5 accent-ink"
        checked={filters[name] === true}
        onChange={(event) => setFilters({ [name]: event.target.checked ? true : null })}
      />
      {label}
      <Count value={count} />
    </label>
  );
}

function StateFilter() {
  const [filters, setFilters] = useFilters();
  const facets = useFacets();
  return (
    <Group legend={words.state}>
      <div className="flex flex-wrap gap-1">
        {TASK_STATES.map((state) => (
          <Chip
            key={state}
            label={stateWords[state]}
            count={facets?.states[state]}
            checked={filters.state.includes(state)}
            onChange={() => setFilters({ state: toggled(filters.state, state) })}
          />
        ))}
      </div>
    </Group>
  );
}

function SortField() {
  const id = useId();
  const [filters, setFilters] = useFilters();
  return (
    <Labelled id={id} label={words.sort}>
      <select
        id={id}
        className="field min-h-10 w-full"
        value={filters.sort}
        onChange={(event) => setFilters({ sort: event.target.value as Sort })}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {sortWords[sort]}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Absent while all tasks are of one vendor. */
function VendorFilter() {
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

function TagFilter() {
  const [filters, setFilters] = useFilters();
  const tags = tagsToShow(useFacets()?.tags ?? [], filters.tag);
  if (tags.length === 0) return null;
  return (
    <Group legend={words.tags}>
      <div className="flex flex-wrap gap-1">
        {tags.map(({ tag, count }) => (
          <Chip
            key={tag}
            label={tag}
            count={count}
            checked={filters.tag.includes(tag)}
            onChange={() => setFilters({ tag: toggled(filters.tag, tag) })}
          />
        ))}
      </div>
    </Group>
  );
}

const toggled = <Value,>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

type TagCount = { tag: string; count: number | undefined };
/** The most used, and those that are set whatever their use. */
function tagsToShow(known: readonly TagCount[], set: readonly string[]): TagCount[] {
  const shown = known.slice(0, TAGS_SHOWN);
  const missing = set.filter((tag) => !shown.some((each) => each.tag === tag));
  return [
    ...shown,
    ...missing.map((tag) => known.find((each) => each.tag === tag) ?? { tag, count: undefined }),
  ];
}
