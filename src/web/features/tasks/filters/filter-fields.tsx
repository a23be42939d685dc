import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';

import { isBpm } from '#shared/bpm.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';
import type { Sort } from '#shared/task-filter.ts';
import { TASK_STATES } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import { readFacets } from '../../../api/library-api.ts';
import type { Filters } from '../../../state/filters.ts';
import { sortWords, stateWords, words } from '../../../strings/library-strings.ts';
import { n } from '../../../strings/plurals.ts';
import { compatibleKeys, isCompatibleSet } from './compatible-keys.ts';

const TAGS_SHOWN = 30;
const chipClass =
  'chip relative inline-flex min-h-8 max-w-full items-center rounded-full border border-edge px-3 text-sm';
const SORTS = Object.keys(sortWords) as Sort[];

/** Everything the list can be narrowed by. */
export function FilterFields({
  api,
  filters,
  onChange,
}: {
  api: Api;
  filters: Filters;
  onChange: (filters: Filters) => void;
}) {
  const id = useId();
  const facets = useQuery({
    queryKey: ['facets'],
    queryFn: ({ signal }) => readFacets(api, signal),
  });
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const upstreams = facets.data?.upstreams ?? [];
  const tags = tagsToShow(facets.data?.tags ?? [], filters.tag);
  return (
    <div className="grid gap-4 rounded-card border border-line bg-card p-4">
      <fieldset className="min-w-0">
        <legend className="mb-1 text-sm font-semibold">{words.state}</legend>
        <div className="flex flex-wrap gap-1">
          {TASK_STATES.map((state) => (
            <label key={state} className={chipClass}>
              <input
                type="checkbox"
                className="absolute inset-0 cursor-pointer rounded-full opacity-0"
                checked={filters.state.includes(state)}
                onChange={() => set({ state: toggled(filters.state, state) })}
              />
              {stateWords[state]}
              <Count value={facets.data?.states[state]} />
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <KeyFilter keys={filters.key} onChange={(key) => set({ key })} />
        <fieldset className="min-w-0">
          <legend className="mb-1 text-sm font-semibold">{words.bpm}</legend>
          <div className="flex items-center gap-2">
            <BpmInput name={words.bpmFrom} value={filters.bpmMin} onChange={(bpmMin) => set({ bpmMin })} />
            <span className="text-sm text-muted">{words.to}</span>
            <BpmInput name={words.bpmTo} value={filters.bpmMax} onChange={(bpmMax) => set({ bpmMax })} />
          </div>
        </fieldset>
        <Choice
          label={words.loop}
          value={filters.loop}
          says={words.loops}
          onChange={(loop) => set({ loop })}
        />
        <Choice
          label={words.lyrics}
          value={filters.lyrics}
          says={words.lyricsSet}
          onChange={(lyrics) => set({ lyrics })}
        />
        <Choice
          label={words.kept}
          value={filters.kept}
          says={words.keptSet}
          onChange={(kept) => set({ kept })}
        />
        <Labelled id={`${id}-sort`} label={words.sort}>
          <select
            id={`${id}-sort`}
            className="field min-h-10 w-full"
            value={filters.sort}
            onChange={(event) => set({ sort: event.target.value as Sort })}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {sortWords[sort]}
              </option>
            ))}
          </select>
        </Labelled>
        <fieldset className="min-w-0">
          <legend className="mb-1 text-sm font-semibold">{words.dates}</legend>
          <div className="flex flex-wrap items-center gap-2">
            <DayInput name={words.from} value={filters.from} onChange={(from) => set({ from })} />
            <span className="text-sm text-muted">{words.to}</span>
            <DayInput name={words.until} value={filters.to} onChange={(to) => set({ to })} />
          </div>
        </fieldset>
        {upstreams.length > 1 && (
          <Labelled id={`${id}-upstream`} label={words.upstream}>
            <select
              id={`${id}-upstream`}
              className="field min-h-10 w-full"
              value={filters.upstream}
              onChange={(event) => set({ upstream: event.target.value })}
            >
              <option value="">{words.any}</option>
              {upstreams.map(({ upstream }) => (
                <option key={upstream}>{upstream}</option>
              ))}
            </select>
          </Labelled>
        )}
      </div>
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-5 accent-ink"
          checked={filters.favourite === true}
          onChange={(event) => set({ favourite: event.target.checked ? true : null })}
        />
        {words.favourite}
      </label>
      {tags.length > 0 && (
        <fieldset className="min-w-0">
          <legend className="mb-1 text-sm font-semibold">{words.tags}</legend>
          <div className="flex flex-wrap gap-1">
            {tags.map(({ tag, count }) => (
              <label key={tag} className={chipClass}>
                <input
                  type="checkbox"
                  className="absolute inset-0 cursor-pointer rounded-full opacity-0"
                  checked={filters.tag.includes(tag)}
                  onChange={() => set({ tag: toggled(filters.tag, tag) })}
                />
                <span className="truncate">{tag}</span>
                <Count value={count} />
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </div>
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

function Count({ value }: { value: number | undefined }) {
  return value === undefined || value === 0 ? null : (
    <span className="ml-2 text-xs opacity-75">{n(value)}</span>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
      </label>
      {children}
    </div>
  );
}

function Choice({
  label,
  value,
  says,
  onChange,
}: {
  label: string;
  value: boolean | null;
  says: { true: string; false: string };
  onChange: (value: boolean | null) => void;
}) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select
        id={id}
        className="field min-h-10 w-full"
        value={String(value)}
        onChange={(event) => onChange(event.target.value === 'null' ? null : event.target.value === 'true')}
      >
        <option value="null">{words.any}</option>
        <option value="true">{says.true}</option>
        <option value="false">{says.false}</option>
      </select>
    </Labelled>
  );
}

function KeyFilter({
  keys,
  onChange,
}: {
  keys: Filters['key'];
  onChange: (keys: readonly SoundKey[]) => void;
}) {
  const id = useId();
  const [first] = keys;
  const isWide = isCompatibleSet(keys);
  const facts = first === undefined ? null : keyFacts(first);
  return (
    <div className="min-w-0">
      <Labelled id={id} label={words.key}>
        <select
          id={id}
          className="field min-h-10 w-full"
          value={first ?? ''}
          onChange={(event) => {
            const key = SOUND_KEYS.find((each) => each === event.target.value);
            onChange(key === undefined ? [] : isWide ? compatibleKeys(key) : [key]);
          }}
        >
          <option value="">{words.allKeys}</option>
          {SOUND_KEYS.map((key) => (
            <option key={key} value={key}>
              {key === 'Any' ? words.anyKey : formatKey(key)}
            </option>
          ))}
        </select>
      </Labelled>
      {first !== undefined && facts && (
        <label className="mt-1 flex min-h-8 items-center gap-2 text-sm" title={words.compatibleMeaning}>
          <input
            type="checkbox"
            className="size-5 accent-ink"
            checked={isWide}
            onChange={(event) => onChange(event.target.checked ? compatibleKeys(first) : [first])}
          />
          {words.compatible}
        </label>
      )}
    </div>
  );
}

function BpmInput({
  name,
  value,
  onChange,
}: {
  name: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <input
      type="number"
      inputMode="numeric"
      aria-label={name}
      min={BPM_MIN}
      max={BPM_MAX}
      value={value ?? ''}
      onChange={({ target }) => {
        const bpm = Number(target.value);
        if (target.value === '') onChange(null);
        else if (isBpm(bpm)) onChange(bpm);
      }}
      className="field min-h-10 w-24 px-3"
    />
  );
}

function DayInput({
  name,
  value,
  onChange,
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <input
      type="date"
      aria-label={name}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="field min-h-10 px-3"
    />
  );
}
