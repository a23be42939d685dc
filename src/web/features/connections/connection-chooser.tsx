import { useQuery } from '@tanstack/react-query';
import { use } from 'react';

import { connectionsQuery, type Api } from '../../api/api-client.ts';
import { ApiContext } from '../../api/api-context.ts';
import * as words from '../../strings/connection-strings.ts';
import { useDefault } from './connections-api.ts';

/** Near Generate, who the sound is sent to: the same choice as in the header's menu. */
export function ConnectionChooser() {
  const api = use(ApiContext);
  return api && <Chooser api={api} />;
}

function Chooser({ api }: { api: Api }) {
  const { data: connections = [] } = useQuery(connectionsQuery(api));
  const setDefault = useDefault();
  if (connections.length < 2) return null;
  return (
    <select
      aria-label={words.sendTo}
      title={words.sendTo}
      className="field min-h-(--ctl) max-w-30 shrink-0 truncate text-sm"
      value={connections.find(({ isDefault }) => isDefault)?.id}
      onChange={({ target }) => setDefault(target.value)}
    >
      {connections.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
