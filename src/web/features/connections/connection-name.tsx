import { useQuery } from '@tanstack/react-query';

import type { ConnectionRef } from '#shared/connection.ts';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';

const RemovedName = lazyComponent(() => import('./removed-name.tsx'), 'RemovedName', null);

/** Whether a task's connection is not there any more; false before the server has told, and of a press (`''`). */
export const useIsRemoved = (id: string): boolean =>
  useQuery({
    ...connectionsQuery(useApi()),
    select: (all) => id !== '' && all.every((one) => one.id !== id),
  }).data === true;

/** Who made a task, and that this connection was removed. */
export const ConnectionName = ({ connection: { id, name } }: { connection: ConnectionRef }) =>
  useIsRemoved(id) ? <RemovedName name={name} /> : <span className="maker">{name}</span>;
