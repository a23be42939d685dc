// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';

import { startApp } from '../../../testing/start-app.ts';
import { createApi, type Send } from '../../api/api-client.ts';
import { ApiContext } from '../../api/api-context.ts';
import { ApiReference } from './api-reference.tsx';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

function open(send: Send) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <ApiContext value={createApi(send)}>
        <ApiReference />
      </ApiContext>
    </QueryClientProvider>,
  );
}

it('every route is told with what it takes and answers', async () => {
  const app = await startApp();
  open((path, init) => app.request(path, init));
  expect((await screen.findAllByRole('heading')).map(({ textContent }) => textContent)).toEqual([
    "The vendor's own API",
    'Tasks',
    'Batches',
    'Backup',
    'Connections',
    'Server',
  ]);
  expect(screen.getByText('POST /api/v1/generate/sounds')).toBeDefined();
  const example = screen.getByRole('textbox', {
    name: 'Example of POST /api/v1/generate/sounds',
    hidden: true,
  });
  expect(JSON.parse((example as HTMLTextAreaElement).value)).toMatchObject({ prompt: 'soft rain' });
});

it('where it cannot be read, that is said', async () => {
  open(() => Promise.reject(new TypeError('network error')));
  expect(await screen.findByText(/No connection to Cuesmith/)).toBeDefined();
});
