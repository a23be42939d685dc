import { useQuery } from '@tanstack/react-query';

import type { ConnectionRef } from '#shared/connection.ts';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import * as words from '../../strings/connection-strings.ts';

/** Whether a task's connection is not there any more; false before the server has told, and of a press (`''`). */
export const useIsRemoved = (id: string): boolean =>
  useQuery({
    ...connectionsQuery(useApi()),
    select: (all) => id !== '' && all.every((one) => one.id !== id),
  }).data === true;

const NAME = '\n';

/** Who made a task, and that this connection was removed: in parts, since a long name gives way and the word does not. */
export function ConnectionName({ connection: { id, name } }: { connection: ConnectionRef }) {
  const isRemoved = useIsRemoved(id);
  if (!isRemoved) return <span className="maker">{name}</span>;
  const [before = '', after = ''] = words.gone(NAME).split(NAME);
  return (
    <span className="removed" title={words.gone(name)}>
      <span>
        {before}
        {name}
      </span>
      <span className="whitespace-pre">{after}</span>
    </span>
  );
}
