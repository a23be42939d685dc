import { useWatch, useFormState } from 'react-hook-form';

import * as words from '../../strings/page-strings.ts';
import { FieldHint } from '../../ui/field-hint.tsx';
import type { ComposeTools, ToolProps } from './compose-slots.ts';

/** Callback, model and, in the sandbox, the trouble to rehearse: folded, with a badge counting what is set. */
export function MoreFields({
  models,
  tools,
  ...props
}: ToolProps & {
  models: readonly string[];
  tools: ComposeTools | undefined;
}) {
  const { control, register } = props.form;
  const [callBackUrl, model] = useWatch({ control, name: ['callBackUrl', 'model'] });
  const { errors } = useFormState({ control, name: ['callBackUrl', 'model'] });
  const isSet = [Boolean(callBackUrl), model !== models[0]].filter(Boolean).length;
  return (
    <details className="more">
      <summary className="flex min-h-8 items-center gap-2 font-semibold">
        {words.more}
        {isSet > 0 ? (
          <span className="rounded-full bg-well px-2 text-sm text-muted">{words.moreSet(isSet)}</span>
        ) : null}
      </summary>
      <div className="grid gap-4 pt-2 sm:max-lg:grid-cols-2">
        <div>
          <label htmlFor="callback-url" className="mb-1 block font-semibold">
            {words.callback}
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
          {tools && errors.callBackUrl === undefined ? (
            <tools.CallbackHint {...props} id="callback-url-hint" usual={words.callbackUsual} />
          ) : (
            <FieldHint id="callback-url-hint" error={errors.callBackUrl?.message}>
              {words.callbackUsual}
            </FieldHint>
          )}
        </div>
        <div>
          <label htmlFor="model" className="mb-1 block font-semibold">
            {words.model}
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
            {models.length === 1 ? words.oneModel : words.firstModel}
          </FieldHint>
        </div>
        {tools && <tools.Rehearse {...props} />}
      </div>
    </details>
  );
}
