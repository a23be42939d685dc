import { useQuery } from '@tanstack/react-query';

import type { ConnectionRef } from '#shared/connection.ts';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import * as words from '../../strings/connection-strings.ts';
import { isSandbox } from './connection-trouble.ts';

/** Who made a task, said once there is more than the sandbox; and when that connection was removed. */
export function ConnectionName({ connection }: { connection: ConnectionRef }) {
  const { data: open } = useQuery(connectionsQuery(useApi()));
  if (!open || connection.id === '' || (open.length < 2 && isSandbox(connection))) return null;
  const isHere = open.some(({ id }) => id === connection.id);
  return (
    <span className="truncate" title={words.madeBy}>
      {isHere ? connection.name : words.gone(connection.name)}
    </span>
  );
}
