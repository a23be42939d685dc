import '../../../styles/popover.css';
import { keyOf, type SoundKey } from '#shared/key/key-facts.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { words } from '../../../strings/library-strings.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { compatibleKeys, isCompatibleSet } from './compatible-keys.ts';
import { Flag, Group, toggled } from './filter-controls.tsx';
import { useFilters } from './use-filters.ts';

const FIFTH = 7;
const MINOR_BELOW = 9;
/** In fifths, each major over its relative minor: neighbours mix without a clash. */
const MAJORS: readonly SoundKey[] = Array.from({ length: 12 }, (_, step) =>
  keyOf({ pitchClass: (step * FIFTH) % 12, mode: 'major' }),
);
const MINORS: readonly SoundKey[] = Array.from({ length: 12 }, (_, step) =>
  keyOf({ pitchClass: (step * FIFTH + MINOR_BELOW) % 12, mode: 'minor' }),
);

/** Keys to choose from, one or several, each with the keys that mix with it. */
export function KeyFilter() {
  const [{ key: keys }, setFilters] = useFilters();
  const withFlats = usePrefersFlats();
  const [first] = keys;
  const isWide = isCompatibleSet(keys);
  const press = (key: SoundKey) => {
    if (!isWide) return setFilters({ key: toggled(keys, key) });
    setFilters({ key: key === first ? [] : compatibleKeys(key) });
  };
  return (
    <Group legend={words.key}>
      <div className="keys">
        {[...MAJORS, ...MINORS].map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={keys.includes(key)}
            {...keyTint(key)}
            onClick={() => press(key)}
          >
            {spellKey(key, withFlats)}
          </button>
        ))}
      </div>
      <div className="flex basis-full flex-wrap gap-x-6">
        <Flag
          label={words.compatible}
          title={words.compatibleMeaning}
          isOn={isWide}
          isDisabled={first === undefined || first === 'Any'}
          onChange={(isOn) => first && setFilters({ key: isOn ? compatibleKeys(first) : [first] })}
        />
        <Flag
          label={words.anyKey}
          isOn={keys.includes('Any')}
          onChange={() => setFilters({ key: toggled(isWide ? [] : keys, 'Any') })}
        />
      </div>
    </Group>
  );
}
