import { SOUND_KEYS } from '#shared/key/key-facts.ts';

import { noFilters, type Filters } from '../../../state/filters.ts';
import { spellKey } from '../../../state/key-spelling.ts';
import { words } from '../../../strings/library-strings.ts';
import { inBpm, states } from '../../../strings/task-strings.ts';
import { isCompatibleSet } from './compatible-keys.ts';

const FILTER_GROUPS = ['state', 'key', 'bpm', 'tags', 'more'] as const;
export type FilterGroup = (typeof FILTER_GROUPS)[number];

/** The filters that each pop-up sets. */
const FILTERS_OF: Record<FilterGroup, readonly (keyof Filters)[]> = {
  state: ['state'],
  key: ['key'],
  bpm: ['bpmMin', 'bpmMax'],
  tags: ['tag'],
  more: ['loop', 'lyrics', 'kept', 'from', 'to', 'connection', 'batch'],
};

/** The filters without what that pop-up sets. */
export const without = (group: FilterGroup): Partial<Filters> =>
  Object.fromEntries(FILTERS_OF[group].map((name) => [name, noFilters[name]]));

const some = (texts: readonly (string | null)[]): string | null => {
  const [first, ...more] = texts.filter((text) => text !== null);
  return first === undefined ? null : more.length === 0 ? first : `${first} +${more.length}`;
};

function sayKeys(keys: Filters['key']): string | null {
  const known = keys.filter((key) => SOUND_KEYS.includes(key));
  const [first] = known;
  if (first !== undefined && isCompatibleSet(known)) return `${spellKey(first)} +${known.length - 1}`;
  return some(keys.map((key) => (key === 'Any' ? words.anyKey : spellKey(key))));
}

/** What is set in a pop-up, in a few words; null for nothing. */
export function sayFilters(group: FilterGroup, filters: Filters): string | null {
  const { state, key, bpmMin, bpmMax, loop, lyrics, kept, tag, from, to, connection, batch } = filters;
  const yesNo = (flag: boolean | null, says: { true: string; false: string }) =>
    flag === null ? null : flag ? says.true : says.false;
  switch (group) {
    case 'state':
      return some(state.map((each) => states[each] ?? each));
    case 'key':
      return key.length === 0 ? null : sayKeys(key);
    case 'bpm':
      if (bpmMin === null && bpmMax === null) return null;
      return bpmMin === bpmMax ? inBpm(Number(bpmMin)) : words.inTempo(bpmMin, bpmMax);
    case 'tags':
      return some(tag);
    case 'more':
      return some([
        yesNo(loop, words.loops),
        yesNo(lyrics, words.lyricsSet),
        yesNo(kept, words.keptSet),
        from === '' ? null : words.since(from),
        to === '' ? null : words.upTo(to),
        connection || null,
        batch === '' ? null : words.batch,
      ]);
    default:
      return group satisfies never;
  }
}
