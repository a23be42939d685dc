import { useId } from 'react';

import { strings } from '../../strings/batch-strings.ts';
import { Switch } from '../../ui/switch.tsx';
import { batchDraft, type BatchDraft } from './batch-draft.ts';

/** What all tasks of the batch have in common. */
export function CommonFields({
  draft,
  models,
  callBackUrl,
}: {
  draft: BatchDraft;
  models: readonly string[];
  /** Of the form. */
  callBackUrl: string | undefined;
}) {
  const id = useId();
  const host = URL.canParse(callBackUrl ?? '') ? new URL(callBackUrl ?? '').host : null;
  return (
    <div className="batch-common">
      <Switch
        id={`${id}-lyrics`}
        label={strings.lyrics}
        meaning={strings.lyricsMeaning}
        checked={draft.lyrics}
        onChange={(event) => batchDraft.set({ ...draft, lyrics: event.target.checked })}
      />
      {host !== null && (
        <Switch
          id={`${id}-callback`}
          label={strings.callback}
          meaning={strings.fromForm(host)}
          checked={draft.hasCallback}
          onChange={(event) => batchDraft.set({ ...draft, hasCallback: event.target.checked })}
        />
      )}
      {models.length > 1 && (
        <div>
          <label htmlFor={`${id}-model`} className="label">
            {strings.model}
          </label>
          <select
            id={`${id}-model`}
            className="field"
            value={draft.model}
            onChange={(event) => batchDraft.set({ ...draft, model: event.target.value })}
          >
            {models.map((model) => (
              <option key={model}>{model}</option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
