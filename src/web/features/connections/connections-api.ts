import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';

import type { Connection } from '#shared/connection.ts';
import type {
  ConnectionPatch,
  KeyTest,
  KeyTestAnswer,
  NewConnection,
} from '#shared/connections/connection-requests.ts';

import { connectionsQuery, type Api } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import type { ApiError } from '../../lib/api-error.ts';

const pathOf = (id: string) => `/api/connections/${encodeURIComponent(id)}`;

/** What is changed is read anew; the stream tells the other tabs. */
const reread = (client: QueryClient, api: Api) =>
  client.invalidateQueries({ queryKey: connectionsQuery(api).queryKey });

function useChange<Input, Answer>(run: (api: Api, input: Input) => Promise<Answer>) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Input>({
    networkMode: 'always',
    mutationFn: (input) => run(api, input),
    onSettled: () => reread(client, api),
  });
}

export const useAddConnection = () =>
  useChange((api, body: NewConnection) => api.call<Connection>('POST', '/api/connections', { body }));

export const useTryKey = () =>
  useChange((api, body: KeyTest) => api.call<KeyTestAnswer>('POST', '/api/connections/test', { body }));

export const useTestConnection = () =>
  useChange((api, id: string) => api.call<KeyTestAnswer>('POST', `${pathOf(id)}/test`));

export const usePatchConnection = () =>
  useChange((api, { id, change }: { id: string; change: ConnectionPatch }) =>
    api.call<Connection>('PATCH', pathOf(id), { body: change }),
  );

export const useRemoveConnection = () =>
  useChange((api, { id, detach }: { id: string; detach: boolean }) =>
    api.call<void>('DELETE', `${pathOf(id)}${detach ? '?detach=true' : ''}`),
  );

/** Makes another one the default at once; the server's word follows. */
export function useDefault() {
  const api = useApi();
  const client = useQueryClient();
  const patch = usePatchConnection();
  return (id: string) => {
    client.setQueryData(queryOptions(connectionsQuery(api)).queryKey, (all) =>
      all?.map((one) => ({ ...one, isDefault: one.id === id })),
    );
    patch.mutate({ id, change: { isDefault: true } });
  };
}
