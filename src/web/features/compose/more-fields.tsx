import { useWatch, useFormState, type UseFormReturn } from 'react-hook-form';

import type { Scenario } from '#contract/api.ts';
import type { SoundRequest } from '#contract/sound.ts';

import { FieldHint } from '../../ui/field-hint.tsx';
import { scenarioOf, withScenario } from './scenario.ts';

type Form = Pick<UseFormReturn<SoundRequest>, 'control' | 'register' | 'setValue'>;

/** Callback, model and, in the sandbox, the trouble to rehearse: folded, with a badge counting what is set. */
export function MoreFields({
  control,
  register,
  setValue,
  models,
  scenarios,
}: Form & { models: readonly string[]; scenarios: readonly Scenario[] }) {
  const [callBackUrl, model] = useWatch({ control, name: ['callBackUrl', 'model'] });
  const { errors } = useFormState({ control, name: ['callBackUrl', 'model'] });
  const isSet = [Boolean(callBackUrl), model !== models[0]].filter(Boolean).length;
  return (
    <details className="more">
      <summary className="flex min-h-8 items-center gap-2 font-semibold">
        More
        {isSet > 0 ? <span className="rounded-full bg-well px-2 text-sm text-muted">{isSet} set</span> : null}
      </summary>
      <div className="grid gap-4 pt-2 sm:max-lg:grid-cols-2">
        <div>
          <label htmlFor="callback-url" className="mb-1 block font-semibold">
            Callback URL
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
          <FieldHint id="callback-url-hint" error={errors.callBackUrl?.message}>
            The vendor posts here when the sound is ready.
          </FieldHint>
        </div>
        <div>
          <label htmlFor="model" className="mb-1 block font-semibold">
            Model
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
            {models.length === 1 ? 'The only one for sounds.' : 'The first is the usual one.'}
          </FieldHint>
        </div>
        {scenarios.length > 0 ? (
          <ScenarioField control={control} setValue={setValue} scenarios={scenarios} />
        ) : null}
      </div>
    </details>
  );
}

function ScenarioField({
  control,
  setValue,
  scenarios,
}: Pick<Form, 'control' | 'setValue'> & { scenarios: readonly Scenario[] }) {
  const prompt = useWatch({ control, name: 'prompt' });
  return (
    <div>
      <label htmlFor="scenario" className="mb-1 block font-semibold">
        Sandbox scenario
      </label>
      <select
        id="scenario"
        className="field h-11 w-full"
        aria-describedby="scenario-hint"
        value={scenarioOf(prompt, scenarios)}
        onChange={(event) =>
          setValue('prompt', withScenario(prompt, event.target.value, scenarios), { shouldDirty: true })
        }
      >
        <option value="">None: all goes well</option>
        {scenarios.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <FieldHint id="scenario-hint">Rehearse trouble: adds its [name] to the prompt.</FieldHint>
    </div>
  );
}
