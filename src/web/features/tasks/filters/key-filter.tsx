import { useId } from 'react';

import { formatKey } from '#shared/key/format-key.ts';
import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import type { Filters } from '../../../state/filters.ts';
import { words } from '../../../strings/library-strings.ts';
import { compatibleKeys, isCompatibleSet } from './compatible-keys.ts';
import { Labelled } from './filter-controls.tsx';

/** One key, or one with the keys that mix with it. */
export function KeyFilter({
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
