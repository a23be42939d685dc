import { useId, useRef, useState } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { readFilters, writeFilters } from '../../../state/filters.ts';
import {
  forgetFilter,
  renameFilter,
  SAVED_NAME_MAX,
  savedFilters,
  saveFilter,
  type SavedFilter,
} from '../../../state/saved-filters.ts';
import { words } from '../../../strings/library-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { RenameField } from '../../../ui/rename-field.tsx';
import { Group } from './filter-controls.tsx';
import { useFilters } from './use-filters.ts';

/** Views of the list kept by name in this browser; each is as good as a link. */
export function SavedFilters() {
  const id = useId();
  const saved = useStore(savedFilters);
  const [filters, setFilters] = useFilters();
  const [name, setName] = useState('');
  const [renaming, setRenaming] = useState<SavedFilter | null>(null);
  const toFocus = useRef<string | null>(null);
  const query = writeFilters(filters).toString();
  // Gone in another tab while it is renamed here: what is typed stays.
  const isGone = renaming !== null && saved.every((each) => each.name !== renaming.name);
  if (query === '' && saved.length === 0 && !isGone) return null;
  return (
    <Group legend={words.saved}>
      {(isGone ? [renaming, ...saved] : saved).map((each) =>
        each.name === renaming?.name ? (
          <RenameField
            key={each.name}
            label={words.renameSaved(each.name)}
            saveName={words.save}
            name={each.name}
            max={SAVED_NAME_MAX}
            refuse={(wanted) =>
              wanted !== each.name && saved.some((other) => other.name === wanted) ? words.nameTaken : null
            }
            onRename={(wanted) => {
              if (wanted !== '') renameFilter(each, wanted);
            }}
            onEnd={(now) => {
              setRenaming(null);
              toFocus.current = now === '' ? each.name : now;
            }}
          />
        ) : (
          <span key={each.name} className="filter">
            <button type="button" onClick={() => setFilters(readFilters(new URLSearchParams(each.query)))}>
              <bdi>{each.name}</bdi>
            </button>
            <button
              ref={(pencil) => {
                if (!pencil || toFocus.current !== each.name) return;
                toFocus.current = null;
                pencil.focus();
              }}
              type="button"
              data-icon="notes"
              aria-label={words.renameSaved(each.name)}
              onClick={() => setRenaming(each)}
            />
            <button
              type="button"
              data-icon="close"
              aria-label={words.forgetSaved(each.name)}
              onClick={() => forgetFilter(each.name)}
            />
          </span>
        ),
      )}
      {query !== '' && (
        <form
          className="flex basis-full items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            saveFilter({ name: name.trim(), query });
            setName('');
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
            className="field min-h-(--ctl) min-w-0 flex-1 px-3 text-sm"
          />
          <Button type="submit">{words.save}</Button>
        </form>
      )}
    </Group>
  );
}
