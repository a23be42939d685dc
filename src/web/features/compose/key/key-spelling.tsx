import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { prefersFlats } from '../../../state/preferences.ts';
import * as words from '../../../strings/compose-strings.ts';
import { useKeyTyping } from './use-key-typing.ts';

const SPELLINGS = [
  [false, '♯', words.sharps],
  [true, '♭', words.flats],
] as const;

/** How keys are spelt, everywhere on the page; and typed, in the list below. */
export function KeySpelling({ form }: { form: UseFormReturn<SoundRequest> }) {
  useKeyTyping((key) => form.setValue('soundKey', key, { shouldDirty: true }));
  const withFlats = usePrefersFlats();
  return (
    <div role="radiogroup" aria-label={words.keySpelling} className="segments spelling">
      {SPELLINGS.map(([isFlat, sign, name]) => (
        <label key={sign} title={name}>
          <input
            type="radio"
            name="spelling"
            aria-label={name}
            checked={withFlats === isFlat}
            onChange={() => prefersFlats.set(isFlat)}
          />
          {sign}
        </label>
      ))}
    </div>
  );
}
