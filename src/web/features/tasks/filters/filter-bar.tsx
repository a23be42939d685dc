import { formatKey } from '#shared/key/format-key.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';

import { noFilters, type Filters } from '../../../state/filters.ts';
import { sortWords, stateWords, words } from '../../../strings/library-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { isCompatibleSet } from './compatible-keys.ts';
import { FilterFields } from './filter-fields.tsx';
import { useFilters } from './use-filters.ts';

/** One thing that is set, in words, and the filters without it. */
interface Set {
  name: string;
  without: Partial<Filters>;
}

const yesNo = (flag: boolean, says: { true: string; false: string }): string =>
  flag ? says.true : says.false;

function saySets(filters: Filters): Set[] {
  const {
    state,
    key,
    bpmMin,
    bpmMax,
    loop,
    lyrics,
    kept,
    favourite,
    deleted,
    tag,
    from,
    to,
    connection,
    batch,
    sort,
  } = filters;
  const sets: (Set | null)[] = [
    ...state.map((each) => ({
      name: stateWords[each] ?? each,
      without: { state: state.filter((other) => other !== each) },
    })),
    key.length === 0 ? null : { name: sayKeys(key), without: { key: [] } },
    bpmMin === null && bpmMax === null
      ? null
      : { name: words.inTempo(bpmMin, bpmMax), without: { bpmMin: null, bpmMax: null } },
    loop === null ? null : { name: yesNo(loop, words.loops), without: { loop: null } },
    lyrics === null ? null : { name: yesNo(lyrics, words.lyricsSet), without: { lyrics: null } },
    kept === null ? null : { name: yesNo(kept, words.keptSet), without: { kept: null } },
    favourite === null ? null : { name: yesNo(favourite, words.favouriteSet), without: { favourite: null } },
    deleted === null ? null : { name: words.deletedSet, without: { deleted: null } },
    ...tag.map((each) => ({
      name: words.tag(each),
      without: { tag: tag.filter((other) => other !== each) },
    })),
    from === '' ? null : { name: words.since(from), without: { from: '' } },
    to === '' ? null : { name: words.upTo(to), without: { to: '' } },
    connection === '' ? null : { name: connection, without: { connection: '' } },
    batch === '' ? null : { name: words.batch, without: { batch: '' } },
    sort === 'newest' ? null : { name: sortWords[sort] ?? sort, without: { sort: 'newest' } },
  ];
  return sets.filter((set) => set !== null);
}

function sayKeys(keys: Filters['key']): string {
  const known = keys.filter((key) => SOUND_KEYS.includes(key));
  const [first] = known;
  if (first !== undefined && isCompatibleSet(known)) return `${formatKey(first)} ${words.compatible}`;
  return (
    known.map((key) => (key === 'Any' ? words.anyKey : formatKey(key, 'sharp'))).join(', ') || keys.join(', ')
  );
}

/** What is set, each to be taken out with one press; open, the fields too. */
export function FilterBar({ isOpen, id }: { isOpen: boolean; id: string }) {
  const [filters, setFilters] = useFilters();
  const sets = saySets(filters);
  return (
    <div id={id} className="grid gap-3">
      {isOpen && <FilterFields />}
      {sets.length > 0 && (
        <ul aria-label={words.filters} className="bare-list flex flex-wrap items-center gap-1">
          {sets.map(({ name, without }) => (
            <li key={name} className="min-w-0">
              <button
                type="button"
                aria-label={words.remove(name)}
                className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-full border border-edge pr-2 pl-3 text-sm hover:bg-well"
                onClick={() => setFilters(without)}
              >
                <span className="truncate">{name}</span>
                <Icon name="close" className="text-muted" />
              </button>
            </li>
          ))}
          <li>
            <Button look="quiet" onClick={() => setFilters({ ...noFilters, q: filters.q })}>
              {words.clear}
            </Button>
          </li>
        </ul>
      )}
    </div>
  );
}
