import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../web/api/api-client.ts';
import { ApiContext } from '../../web/api/api-context.ts';
import { FormContext } from '../../web/features/compose/compose-context.ts';
import { noFilters, readFilters } from '../../web/state/filters.ts';
import { listFilters } from '../../web/state/list-filters.ts';
import { LiveRegion } from '../../web/ui/live-region.tsx';
import { aRequest } from '../task-builders.ts';

/** Renders a part of the page on that server, beside a form that only notes what it is given. */
export function renderInPage(api: Api, part: ReactNode, form: SoundRequest = aRequest()) {
  const edited: KnownRequest[] = [];
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const actions = {
    fill: (each: KnownRequest) => edited.push(each),
    edit: (each: KnownRequest) => edited.push(each),
    tune: () => {},
    change: () => {},
    read: () => form,
  };
  // As a page that has just been opened at this address.
  listFilters.set({ ...noFilters, ...readFilters(new URLSearchParams(location.search)) });
  render(
    <ApiContext value={api}>
      <QueryClientProvider client={client}>
        <FormContext value={actions}>{part}</FormContext>
        <LiveRegion />
      </QueryClientProvider>
    </ApiContext>,
  );
  return { edited, client };
}
