import { useState } from 'react';
import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as strings from '../../strings/page-strings.ts';
import { FieldHint } from '../../ui/field-hint.tsx';
import { useHelpers } from './helpers.ts';

/** Callback, model and, in the sandbox, the scenario: folded, with a word on what is in it and what is set. */
export function MoreFields({
  form,
  connection,
  models,
}: {
  form: UseFormReturn<SoundRequest>;
  connection: Connection | undefined;
  models: readonly string[];
}) {
  const { control, register } = form;
  const [isOpen, setIsOpen] = useState(false);
  const helpers = useHelpers();
  const inFold = isOpen ? helpers : null;
  const [callBackUrl, model] = useWatch({ control, name: ['callBackUrl', 'model'] });
  const { errors } = useFormState({ control, name: ['callBackUrl', 'model'] });
  return (
    <details className="more" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <span className="label">{strings.more}</span>
        <span className="hint">{strings.moreHint(model, Boolean(callBackUrl))}</span>
      </summary>
      <div className="more-fields">
        <div>
          <label htmlFor="callback-url" className="label">
            {strings.callback}
          </label>
          <input
            {...register('callBackUrl', { setValueAs: (text?: string) => text?.trim() || undefined })}
            id="callback-url"
            className="field"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            aria-invalid={errors.callBackUrl !== undefined}
            aria-describedby="callback-url-hint"
          />
          {inFold && errors.callBackUrl === undefined ? (
            <inFold.CallbackHint form={form} connection={connection} id="callback-url-hint" />
          ) : (
            <FieldHint id="callback-url-hint" error={errors.callBackUrl?.message}>
              {strings.callbackUsual}
            </FieldHint>
          )}
        </div>
        <div>
          <label htmlFor="model" className="label">
            {strings.model}
          </label>
          <select
            {...register('model')}
            id="model"
            className="field"
            aria-invalid={errors.model !== undefined}
            aria-describedby="model-hint"
          >
            {models.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <FieldHint id="model-hint" error={errors.model?.message}>
            {models.length === 1 ? strings.oneModel : strings.firstModel}
          </FieldHint>
        </div>
        {inFold && <inFold.ScenarioPicker form={form} connection={connection} />}
      </div>
    </details>
  );
}
