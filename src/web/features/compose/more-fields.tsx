import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as strings from '../../strings/page-strings.ts';
import { FieldHint } from '../../ui/field-hint.tsx';
import { useHelpers } from './helpers.ts';

/** Callback, model and, in the sandbox, the scenario: folded, with a badge counting what is set. */
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
  const helpers = useHelpers();
  const [callBackUrl, model] = useWatch({ control, name: ['callBackUrl', 'model'] });
  const { errors } = useFormState({ control, name: ['callBackUrl', 'model'] });
  const isSet = [Boolean(callBackUrl), model !== models[0]].filter(Boolean).length;
  return (
    <details className="more">
      <summary className="flex min-h-8 items-center gap-2 font-semibold">
        {strings.more}
        {isSet > 0 ? (
          <span className="rounded-full bg-well px-2 text-sm text-muted">{strings.moreSet(isSet)}</span>
        ) : null}
      </summary>
      <div className="grid gap-4 pt-2 sm:max-lg:grid-cols-2">
        <div>
          <label htmlFor="callback-url" className="mb-1 block font-semibold">
            {strings.callback}
          </label>
          <input
            {...register('callBackUrl', { setValueAs: (text?: string) => text?.trim() || undefined })}
            id="callback-url"
            className="field h-11 w-full px-3"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            aria-invalid={errors.callBackUrl !== undefined}
            aria-describedby="callback-url-hint"
          />
          {helpers && errors.callBackUrl === undefined ? (
            <helpers.CallbackHint form={form} connection={connection} id="callback-url-hint" />
          ) : (
            <FieldHint id="callback-url-hint" error={errors.callBackUrl?.message}>
              {strings.callbackUsual}
            </FieldHint>
          )}
        </div>
        <div>
          <label htmlFor="model" className="mb-1 block font-semibold">
            {strings.model}
          </label>
          <select
            {...register('model')}
            id="model"
            className="field h-11 w-full"
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
        {helpers && <helpers.ScenarioPicker form={form} connection={connection} />}
      </div>
    </details>
  );
}
