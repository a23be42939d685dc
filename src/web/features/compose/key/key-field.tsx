import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';

import { keyFacts, SOUND_KEYS, type Mode, type SoundKey } from '#shared/key/key-facts.ts';
import { relativeKey } from '#shared/key/related-keys.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import * as strings from '../../../strings/page-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { keyTint } from '../../../ui/key-tint.ts';

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

/** `8A · relative C`: the same notes in the other mode. */
function factsLine(key: SoundKey, withFlats: boolean): string {
  const facts = keyFacts(key);
  if (!facts) return strings.modelPicks;
  const relative = relativeKey(key);
  return strings.keyFacts(facts.camelot, relative === null ? '' : spellKey(relative, withFlats));
}

export function KeyField({ control, register }: Pick<UseFormReturn<SoundRequest>, 'control' | 'register'>) {
  const key = useWatch({ control, name: 'soundKey' });
  const { errors } = useFormState({ control, name: 'soundKey' });
  const withFlats = usePrefersFlats();
  return (
    <div {...keyTint(key)}>
      <label htmlFor="key" className="mb-1 flex h-6 items-center gap-2 font-semibold">
        {strings.key}
        <span className="size-2.5 rounded-full bg-key" />
      </label>
      <select
        {...register('soundKey')}
        id="key"
        className="field h-11 w-full"
        aria-invalid={errors.soundKey !== undefined}
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
      <FieldHint id="key-hint" error={errors.soundKey?.message}>
        {factsLine(key, withFlats)}
      </FieldHint>
    </div>
  );
}
