import '../../../styles/key-bar.css';
import { useWatch, type UseFormReturn } from 'react-hook-form';

import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { compatibleKeys } from '#shared/key/related-keys.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import * as words from '../../../strings/key-strings.ts';
import { keyTint } from '../../../ui/key-tint.ts';

/** Under the list of keys: what goes with the chosen one. */
export function KeyBar({ form }: { form: UseFormReturn<SoundRequest> }) {
  const soundKey = useWatch({ control: form.control, name: 'soundKey' });
  const withFlats = usePrefersFlats();
  const choose = (key: SoundKey) => form.setValue('soundKey', key, { shouldDirty: true });
  return (
    <>
      <span aria-hidden="true" className="hint">
        {words.goes}
      </span>
      <ul aria-label={words.goesWith} className="bare-list flex gap-1">
        {compatibleKeys(soundKey).map(({ key, why }) => (
          <li key={why} {...keyTint(key)}>
            <button
              type="button"
              className="key-chip"
              title={`${keyFacts(key)?.camelot}, ${words.why[why]}`}
              aria-label={`${spellKey(key, withFlats)}, ${words.why[why]}`}
              onClick={() => choose(key)}
            >
              {spellKey(key, withFlats)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
