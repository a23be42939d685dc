import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import { keyTint } from './key-tint.ts';

const hueOf = (key: SoundKey): number => keyFacts(key)?.hue ?? 0;
const isMinor = (key: SoundKey): number => (keyFacts(key)?.mode === 'minor' ? 1 : 0);
/** In fifths, each major before its relative minor. */
const KEYS = SOUND_KEYS.filter((key) => key !== 'Any').toSorted(
  (a, b) => hueOf(a) - hueOf(b) || isMinor(a) - isMinor(b),
);

/** Keys to choose from: twelve columns in fifths, major over its relative minor, so that neighbours go together. */
export function KeyGrid({
  label,
  chosen,
  spell,
  onChange,
}: {
  label: string;
  chosen: readonly SoundKey[];
  spell: (key: SoundKey) => string;
  onChange: (chosen: SoundKey[]) => void;
}) {
  return (
    <fieldset aria-label={label} className="key-grid">
      {KEYS.map((key) => (
        <label key={key} {...keyTint(key)}>
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, key] : chosen.filter((each) => each !== key))
            }
          />
          {spell(key)}
        </label>
      ))}
    </fieldset>
  );
}
