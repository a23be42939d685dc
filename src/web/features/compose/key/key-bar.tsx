import { useWatch, type UseFormReturn } from 'react-hook-form';

import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { compatibleKeys } from '#shared/key/related-keys.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { prefersFlats } from '../../../state/preferences.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { useKeyTyping } from './use-key-typing.ts';

/** Beside the list of keys: what goes with the chosen one, and how keys are spelt. */
export function KeyBar({ form }: { form: UseFormReturn<SoundRequest> }) {
  const soundKey = useWatch({ control: form.control, name: 'soundKey' });
  const withFlats = usePrefersFlats();
  const choose = (key: SoundKey) => form.setValue('soundKey', key, { shouldDirty: true });
  useKeyTyping(choose);
  const neighbours = compatibleKeys(soundKey);
  return (
    <>
      {neighbours.length === 0 ? (
        <p className="grow text-sm text-muted">{strings.key.typeIt}</p>
      ) : (
        <ul aria-label={strings.key.goesWith} className="bare-list flex grow gap-1">
          {neighbours.map(({ key, why }) => (
            <li key={why} {...keyTint(key)}>
              <button
                type="button"
                className="key-chip"
                title={`${keyFacts(key)?.camelot}, ${strings.key.why[why]}`}
                aria-label={`${spellKey(key, withFlats)}, ${strings.key.why[why]}`}
                onClick={() => choose(key)}
              >
                {spellKey(key, withFlats)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="tool flats"
        aria-pressed={withFlats}
        aria-label={strings.key.preferFlats}
        title={strings.key.preferFlats}
        onClick={() => prefersFlats.set(!withFlats)}
      >
        <span aria-hidden="true">♭</span>
      </button>
    </>
  );
}
