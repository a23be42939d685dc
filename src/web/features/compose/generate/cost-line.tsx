import type { Connection } from '#shared/connection.ts';

import { useStore } from '../../../lib/create-store.ts';
import { variations } from '../../../state/variations.ts';
import { readyIn } from '../../../strings/cost-strings.ts';
import { sayCost } from '../../../strings/format/say-cost.ts';
import { estimate } from './estimate.ts';

/** Under Generate: what a press costs, and when its sounds are there. */
export function CostLine({ connection }: { connection: Connection | undefined }) {
  const count = useStore(variations);
  if (!connection) return null;
  const cost = estimate(count, 0, connection);
  return (
    <p className={cost.short === null ? 'hint' : 'hint text-warn'} translate="no">
      {[sayCost(cost, connection), readyIn(cost.readyMs)].filter(Boolean).join(', ')}
    </p>
  );
}
