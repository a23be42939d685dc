import { useId, type ReactNode } from 'react';

import { isBpm } from '#shared/bpm.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../state/key-spelling.ts';
import { strings } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';
import { FieldHint } from '../../ui/field-hint.tsx';
import { KeyGrid } from '../../ui/key-grid.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { GridEntry } from './batch-draft.ts';
import { looksLikeTable } from './csv/looks-like-table.ts';

const COPIES = [1, 2, 3, 4].map((value) => ({ value, label: String(value) }));

interface Props {
  entry: GridEntry;
  /** What can be taken from it at a press; nothing is by itself. */
  form: SoundRequest;
  /** How many there are by now. */
  prompts: number;
  onChange: (entry: GridEntry) => void;
  promptsError: string | null;
  temposError: string | null;
  /** The prompts are taken for rows of a table. */
  onReadAsTable: () => void;
  /** What all of them have in common. */
  children: ReactNode;
}

/** Prompts, keys, tempos and ways that are crossed with each other. */
export function GridFields(props: Props) {
  const { entry, form, prompts, onChange, promptsError, temposError, onReadAsTable, children } = props;
  const id = useId();
  const change = (fields: Partial<GridEntry>) => onChange({ ...entry, ...fields });
  const toggleLoop = (loop: boolean) =>
    entry.loops.includes(loop) ? entry.loops.filter((each) => each !== loop) : [...entry.loops, loop];
  return (
    <>
      <div>
        <FieldHead label={strings.prompts} htmlFor={`${id}-prompts`}>
          {entry.prompts === '' && form.prompt.trim() !== '' ? (
            <FromForm onClick={() => change({ prompts: form.prompt })} />
          ) : (
            <span className="hint">{prompts > 0 && strings.promptCount(prompts)}</span>
          )}
        </FieldHead>
        <textarea
          id={`${id}-prompts`}
          dir="auto"
          value={entry.prompts}
          onChange={(event) => change({ prompts: event.target.value })}
          rows={5}
          aria-invalid={promptsError !== null}
          aria-describedby={`${id}-prompts-error`}
          className="field batch-text"
        />
        {promptsError !== null && <FieldHint id={`${id}-prompts-error`} error={promptsError} />}
        {looksLikeTable(entry.prompts) && (
          <output className="hint block">
            {strings.looksLikeTable}{' '}
            <Button className="ms-2" onClick={onReadAsTable}>
              {strings.readAsTable}
            </Button>
          </output>
        )}
      </div>
      <KeyFields entry={entry} form={form} change={change} />
      <div className="batch-two">
        <div>
          <FieldHead label={strings.tempos} htmlFor={`${id}-tempos`}>
            {isBpm(form.soundTempo) && entry.tempos === '' ? (
              <FromForm
                value={String(form.soundTempo)}
                onClick={() => change({ tempos: String(form.soundTempo) })}
              />
            ) : (
              <span className="hint">{entry.tempos !== '' && strings.temposSample}</span>
            )}
          </FieldHead>
          <input
            id={`${id}-tempos`}
            value={entry.tempos}
            onChange={(event) => change({ tempos: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            placeholder={strings.temposSample}
            aria-invalid={temposError !== null}
            aria-describedby={`${id}-tempos-meaning`}
            className="field"
          />
          <FieldHint id={`${id}-tempos-meaning`} error={temposError ?? undefined}>
            {strings.temposMeaning}
          </FieldHint>
        </div>
        <div>
          <FieldHead label={strings.loops} />
          <fieldset aria-label={strings.loops} aria-describedby={`${id}-loops-meaning`} className="segments">
            {[false, true].map((loop) => (
              <label key={String(loop)}>
                <input
                  type="checkbox"
                  checked={entry.loops.includes(loop)}
                  onChange={() => change({ loops: toggleLoop(loop) })}
                />
                {loop ? strings.loopOn : strings.loopOff}
              </label>
            ))}
          </fieldset>
          <FieldHint id={`${id}-loops-meaning`}>{strings.loopsMeaning}</FieldHint>
        </div>
        <div>
          <FieldHead label={strings.copies} />
          <Segments
            label={strings.copies}
            value={entry.copies}
            options={COPIES}
            onChange={(copies) => change({ copies })}
          />
          <FieldHint id={`${id}-copies`}>{strings.copiesMeaning}</FieldHint>
        </div>
        {children}
      </div>
    </>
  );
}

function KeyFields({
  entry,
  form,
  change,
}: Pick<Props, 'entry' | 'form'> & { change: (fields: Partial<GridEntry>) => void }) {
  const { keys } = entry;
  const withFlats = usePrefersFlats();
  return (
    <div>
      <FieldHead label={strings.keys}>
        <label className="quiet any-key">
          <input
            type="checkbox"
            checked={keys.includes('Any')}
            onChange={({ target }) =>
              change({ keys: target.checked ? [...keys, 'Any'] : keys.filter((key) => key !== 'Any') })
            }
          />
          {strings.anyKey}
        </label>
        {form.soundKey !== 'Any' && !keys.includes(form.soundKey) && (
          <FromForm
            value={spellKey(form.soundKey, withFlats)}
            onClick={() => change({ keys: [...keys, form.soundKey] })}
          />
        )}
        <button type="button" className="quiet" onClick={() => change({ keys: [] })}>
          {strings.clear}
        </button>
      </FieldHead>
      <KeyGrid
        label={strings.keys}
        chosen={keys}
        spell={(key) => spellKey(key, withFlats)}
        onChange={(chosen) => change({ keys: chosen })}
      />
      <p className="hint">{strings.keysMeaning}</p>
    </div>
  );
}

function FieldHead({ label, htmlFor, children }: { label: string; htmlFor?: string; children?: ReactNode }) {
  return (
    <div className="field-head">
      {htmlFor === undefined ? (
        <span className="label">{label}</span>
      ) : (
        <label htmlFor={htmlFor} className="label">
          {label}
        </label>
      )}
      <span className="batch-quick">{children}</span>
    </div>
  );
}

function FromForm({ value, onClick }: { value?: string; onClick: () => void }) {
  return (
    <button type="button" className="quiet" onClick={onClick}>
      {strings.fromForm(value)}
    </button>
  );
}
