import { useWatch, type UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/tool-strings.ts';
import { FieldHint } from '../../ui/field-hint.tsx';
import { scenarioOf, withScenario } from './scenario-text.ts';

/** In the sandbox, which documented trouble to try. */
export function ScenarioPicker({
  form,
  connection,
}: {
  form: UseFormReturn<SoundRequest>;
  connection: Connection | undefined;
}) {
  const scenarios = connection?.vendor === 'sandbox' ? connection.scenarios : [];
  const chosen = useWatch({
    control: form.control,
    name: 'prompt',
    compute: (prompt) => scenarioOf(prompt, scenarios),
  });
  if (scenarios.length === 0) return null;
  return (
    <div>
      <label htmlFor="scenario" className="label">
        {strings.scenario.label}
      </label>
      <select
        id="scenario"
        className="field"
        aria-describedby="scenario-hint"
        value={chosen}
        onChange={(event) =>
          form.setValue('prompt', withScenario(form.getValues('prompt'), event.target.value, scenarios), {
            shouldDirty: true,
          })
        }
      >
        <option value="">{strings.scenario.none}</option>
        {scenarios.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <FieldHint id="scenario-hint">{strings.scenario.meaning}</FieldHint>
    </div>
  );
}
