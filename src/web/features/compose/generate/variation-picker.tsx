import { VARIATIONS_MAX } from '#shared/limits.ts';

import { useStore } from '../../../lib/create-store.ts';
import { variations } from '../../../state/variations.ts';
import { variationStrings as strings } from '../../../strings/cost-strings.ts';

const COUNTS = Array.from({ length: VARIATIONS_MAX }, (_, index) => index + 1);

/** How many sounds one press of Generate makes. */
export function VariationPicker() {
  return (
    <select
      className="field variations"
      aria-label={strings.label}
      title={strings.title}
      value={useStore(variations)}
      onChange={(event) => variations.set(Number(event.target.value))}
    >
      {COUNTS.map((count) => (
        <option key={count} value={count}>
          {strings.times(count)}
        </option>
      ))}
    </select>
  );
}
