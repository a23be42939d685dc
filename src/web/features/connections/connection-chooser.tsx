import { useQuery } from '@tanstack/react-query';
import { use } from 'react';

import { connectionsQuery, type Api } from '../../api/api-client.ts';
import { ApiContext } from '../../api/api-context.ts';
import { ConnectionSelect } from './connection-select.tsx';

/** Near Generate, who the sound is sent to; only where there is more than one to choose from. */
export function ConnectionChooser() {
  const api = use(ApiContext);
  return api && <Chooser api={api} />;
}

function Chooser({ api }: { api: Api }) {
  const { data: connections = [] } = useQuery(connectionsQuery(api));
  return connections.length < 2 ? null : <ConnectionSelect connections={connections} />;
}
