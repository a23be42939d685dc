import { words } from '../../../strings/library-strings.ts';
import { Chip, Group, toggled } from './filter-controls.tsx';
import { useFacets } from './use-facets.ts';
import { useFilters } from './use-filters.ts';

const TAGS_SHOWN = 60;

export function TagFilter() {
  const [filters, setFilters] = useFilters();
  const tags = tagsToShow(useFacets()?.tags ?? [], filters.tag);
  return (
    <Group legend={words.tags}>
      {tags.length === 0 && <p className="text-sm text-muted">{words.noTags}</p>}
      {tags.map(({ tag, count }) => (
        <Chip
          key={tag}
          label={tag}
          count={count}
          checked={filters.tag.includes(tag)}
          onChange={() => setFilters({ tag: toggled(filters.tag, tag) })}
        />
      ))}
    </Group>
  );
}

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
