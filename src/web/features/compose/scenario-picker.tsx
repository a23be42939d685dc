import { useWatch } from 'react-hook-form';

import { say } from '../../strings/helper-strings.ts';
import { FieldHint } from '../../ui/field-hint.tsx';
import type { ToolProps } from './compose-slots.ts';
import { scenarioOf, withScenario } from './scenario-text.ts';

/** In the sandbox, the trouble to rehearse. */
export function Rehearse({ form, connection }: ToolProps) {
  const scenarios = connection?.upstream === 'sandbox' ? connection.scenarios : [];
  const chosen = useWatch({
    control: form.control,
    name: 'prompt',
    compute: (prompt) => scenarioOf(prompt, scenarios),
  });
  if (scenarios.length === 0) return null;
  return (
    <div>
      <label htmlFor="scenario" className="mb-1 block font-semibold">
        {say.rehearse.label}
      </label>
      <select
        id="scenario"
        className="field h-11 w-full"
        aria-describedby="scenario-hint"
        value={chosen}
        onChange={(event) =>
          form.setValue('prompt', withScenario(form.getValues('prompt'), event.target.value, scenarios), {
            shouldDirty: true,
          })
        }
      >
        <option value="">{say.rehearse.none}</option>
        {scenarios.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <FieldHint id="scenario-hint">{say.rehearse.meaning}</FieldHint>
    </div>
  );
}
