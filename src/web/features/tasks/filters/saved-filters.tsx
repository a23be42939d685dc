import { useId, useState } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { readFilters, writeFilters } from '../../../state/filters.ts';
import { SAVED_MAX, SAVED_NAME_MAX, savedFilters } from '../../../state/saved-filters.ts';
import { words } from '../../../strings/library-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Group } from './filter-controls.tsx';
import { useFilters } from './use-filters.ts';

/** Views of the list kept by name in this browser; each is as good as a link. */
export function SavedFilters() {
  const id = useId();
  const saved = useStore(savedFilters);
  const [filters, setFilters] = useFilters();
  const [name, setName] = useState('');
  const query = writeFilters(filters).toString();
  const save = () => {
    const others = saved.filter((each) => each.name !== name.trim());
    savedFilters.set([{ name: name.trim(), query }, ...others].slice(0, SAVED_MAX));
    setName('');
  };
  return (
    <Group legend={words.saved}>
      {saved.map((each) => (
        <span key={each.name} className="filter">
          <button type="button" onClick={() => setFilters(readFilters(new URLSearchParams(each.query)))}>
            <bdi>{each.name}</bdi>
          </button>
          <button
            type="button"
            data-icon="close"
            aria-label={words.forgetSaved(each.name)}
            onClick={() => savedFilters.set(saved.filter((other) => other !== each))}
          />
        </span>
      ))}
      {query !== '' && (
        <form
          className="flex basis-full items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') save();
          }}
        >
          <label htmlFor={id} className="sr-only">
            {words.saveAs}
          </label>
          <input
            id={id}
            value={name}
            maxLength={SAVED_NAME_MAX}
            placeholder={words.saveAs}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className="field min-h-8 min-w-0 flex-1 px-3 text-sm"
          />
          <Button type="submit">{words.save}</Button>
        </form>
      )}
    </Group>
  );
}
