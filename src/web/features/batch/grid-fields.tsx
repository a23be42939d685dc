import { useId } from 'react';

import { formatKey } from '#shared/key/format-key.ts';
import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import { strings } from '../../strings/batch-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';

/** What a person entered into the grid, as text where it is text. */
export interface GridEntry {
  prompts: string;
  keys: readonly SoundKey[];
  tempos: string;
  loops: readonly boolean[];
}

const chipClass =
  'chip relative inline-flex min-h-8 min-w-11 items-center justify-center rounded-full border border-edge px-3 text-sm has-checked:font-semibold';

const MODES = [
  { name: strings.anyKey, keys: SOUND_KEYS.filter((key) => key === 'Any') },
  { name: strings.minor, keys: SOUND_KEYS.filter((key) => keyFacts(key)?.mode === 'minor') },
  { name: strings.major, keys: SOUND_KEYS.filter((key) => keyFacts(key)?.mode === 'major') },
];

export function GridFields({
  entry,
  onChange,
  promptsError,
  temposError,
}: {
  entry: GridEntry;
  onChange: (entry: GridEntry) => void;
  promptsError: string | null;
  temposError: string | null;
}) {
  const id = useId();
  const toggle = <Value,>(values: readonly Value[], value: Value): Value[] =>
    values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return (
    <>
      <div>
        <label htmlFor={`${id}-prompts`} className="mb-1 block font-semibold">
          {strings.prompts}
        </label>
        <textarea
          id={`${id}-prompts`}
          value={entry.prompts}
          onChange={(event) => onChange({ ...entry, prompts: event.target.value })}
          rows={4}
          aria-invalid={promptsError !== null}
          aria-describedby={`${id}-prompts-error`}
          className="field block w-full p-3"
        />
        <p id={`${id}-prompts-error`} className="text-sm text-danger">
          {promptsError}
        </p>
      </div>
      <fieldset aria-describedby={`${id}-keys-meaning`} className="min-w-0">
        <legend className="mb-1 font-semibold">{strings.keys}</legend>
        <div className="grid gap-2">
          {MODES.map(({ name, keys }) => (
            <fieldset key={name} aria-label={name} className="flex min-w-0 flex-wrap gap-1">
              {keys.map((key) => (
                <label key={key} className={chipClass} title={formatKey(key)} {...keyTint(key)}>
                  <input
                    type="checkbox"
                    className="absolute inset-0 cursor-pointer rounded-full opacity-0"
                    checked={entry.keys.includes(key)}
                    onChange={() => onChange({ ...entry, keys: toggle(entry.keys, key) })}
                  />
                  <span aria-hidden="true" className="mr-2 size-2 rounded-full bg-key" />
                  {key === 'Any' ? strings.anyKey : formatKey(key, 'sharp')}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <p id={`${id}-keys-meaning`} className="mt-1 text-sm text-muted">
          {strings.keysMeaning}
        </p>
      </fieldset>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <div>
          <label htmlFor={`${id}-tempos`} className="mb-1 block font-semibold">
            {strings.tempos}
          </label>
          <input
            id={`${id}-tempos`}
            value={entry.tempos}
            onChange={(event) => onChange({ ...entry, tempos: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={temposError !== null}
            aria-describedby={`${id}-tempos-meaning`}
            className="field min-h-10 w-full px-3"
          />
          <p
            id={`${id}-tempos-meaning`}
            className={`mt-1 text-sm ${temposError ? 'text-danger' : 'text-muted'}`}
          >
            {temposError ?? strings.temposMeaning}
          </p>
        </div>
        <fieldset aria-describedby={`${id}-loops-meaning`}>
          <legend className="mb-1 font-semibold">{strings.loops}</legend>
          <div className="flex min-h-10 items-center gap-1">
            {[false, true].map((loop) => (
              <label key={String(loop)} className={chipClass}>
                <input
                  type="checkbox"
                  className="absolute inset-0 cursor-pointer rounded-full opacity-0"
                  checked={entry.loops.includes(loop)}
                  onChange={() => onChange({ ...entry, loops: toggle(entry.loops, loop) })}
                />
                {loop ? strings.loopOn : strings.loopOff}
              </label>
            ))}
          </div>
          <p id={`${id}-loops-meaning`} className="mt-1 text-sm text-muted">
            {strings.loopsMeaning}
          </p>
        </fieldset>
      </div>
    </>
  );
}
