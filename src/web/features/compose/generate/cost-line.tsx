import type { Connection } from '#shared/connection.ts';

import { useStore } from '../../../lib/create-store.ts';
import { variations } from '../../../state/variations.ts';
import { sayCost, sayReadyIn } from '../../../strings/cost-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { estimate } from './estimate.ts';

const ConnectionChooser = lazyComponent(
  async () => (await import('../../connections/connection-chooser.tsx')).ConnectionChooser,
);

/** Under Generate: what a press costs, and when its sounds are there. */
export function CostLine({ connection }: { connection: Connection | undefined }) {
  const count = useStore(variations);
  if (!connection) return null;
  const cost = estimate(count, 0, connection);
  return (
    <>
      {connection.isOnly || <ConnectionChooser />}
      <p className={cost.short === null ? 'hint' : 'hint text-warn'}>
        {[sayCost(cost, connection), sayReadyIn(cost.readyMs)].filter(Boolean).join(', ')}
      </p>
    </>
  );
}
