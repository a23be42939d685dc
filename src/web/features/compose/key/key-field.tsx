import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';

import { keyFacts, SOUND_KEYS, type Mode, type SoundKey } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import * as strings from '../../../strings/page-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { useHelpers } from '../helpers.ts';

const keysIn = (mode: Mode) => SOUND_KEYS.filter((key) => keyFacts(key)?.mode === mode);

/** Both spellings, the preferred one first, where a typed letter finds it. */
function label(key: SoundKey, withFlats: boolean): string {
  const names = new Set([spellKey(key, withFlats), spellKey(key, !withFlats)]);
  return `${[...names].join(' / ')} · ${keyFacts(key)?.camelot}`;
}

function KeyOptions({ mode, withFlats }: { mode: Mode; withFlats: boolean }) {
  return keysIn(mode).map((key) => (
    <option key={key} value={key}>
      {label(key, withFlats)}
    </option>
  ));
}

/** The key: chosen or typed, heard at a press, with the keys that go with it below. */
export function KeyField({ form }: { form: UseFormReturn<SoundRequest> }) {
  const { control, register } = form;
  const key = useWatch({ control, name: 'soundKey' });
  const { errors } = useFormState({ control, name: 'soundKey' });
  const error = errors.soundKey?.message;
  const withFlats = usePrefersFlats();
  const helpers = useHelpers();
  return (
    <div {...keyTint(key)}>
      <div className="field-head">
        <label htmlFor="key" className="label">
          <span className="dot bg-key" />
          {strings.key}
        </label>
        {helpers && <helpers.KeySpelling form={form} />}
      </div>
      <div className="field-row">
        <select
          {...register('soundKey')}
          id="key"
          className="field grow"
          aria-invalid={error !== undefined}
          aria-describedby="key-hint"
        >
          <optgroup label={strings.anyKey}>
            <option value="Any">{strings.anyKey}</option>
          </optgroup>
          <optgroup label={strings.minor}>
            <KeyOptions mode="minor" withFlats={withFlats} />
          </optgroup>
          <optgroup label={strings.major}>
            <KeyOptions mode="major" withFlats={withFlats} />
          </optgroup>
        </select>
        <div className="hear">{helpers && <helpers.KeyPreviewButton form={form} />}</div>
      </div>
      <div className="goes-with">
        {helpers && key !== 'Any' && error === undefined ? (
          <helpers.KeyBar form={form} />
        ) : (
          <FieldHint id="key-hint" error={error}>
            {key === 'Any' && strings.keyOpen}
          </FieldHint>
        )}
      </div>
    </div>
  );
}
