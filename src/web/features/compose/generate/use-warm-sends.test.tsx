// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import type { Connection } from '#shared/connection.ts';

import { ComposePage } from '../../../../testing/pages/compose-page.tsx';
import { aConnection } from '../../../../testing/task-builders.ts';
import { createApi } from '../../../api/api-client.ts';
import * as helpers from '../compose-helpers.tsx';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const vendor = aConnection({
  id: 'c1',
  name: 'Kie',
  vendor: 'kie',
  host: 'api.kie.ai',
  dialect: 'kie',
  isFixed: false,
});

function open(connection: Connection) {
  history.replaceState(null, '', '/');
  const warmed: string[] = [];
  const api = createApi((path, { method }) => {
    if (path.endsWith('/warm')) warmed.push(`${method} ${path}`);
    return path.endsWith('/warm')
      ? new Response(null, { status: 204 })
      : Response.json({ tasks: [], next: null, total: 0, eventId: 0 });
  });
  render(<ComposePage api={api} helpers={helpers} connection={connection} />);
  return { warmed, user: userEvent.setup() };
}

const prompt = () => screen.getByRole('textbox', { name: 'Prompt' });

it('a pause in typing tells the server once that a send is near', async () => {
  const { warmed, user } = open(vendor);
  // One letter: on a slow machine there are pauses within a word, too.
  await user.type(prompt(), 'r');
  await waitFor(() => expect(warmed).toEqual(['POST /api/connections/c1/warm']));
  fireEvent.pointerOver(screen.getByRole('button', { name: /^Generate/ }));
  expect(warmed).toHaveLength(1);
});

it('so do the pointer on Generate and the first key of Ctrl+Enter, not with an empty prompt', async () => {
  const { warmed } = open(vendor);
  fireEvent.pointerOver(document.body);
  await vi.dynamicImportSettled();
  fireEvent.keyDown(document.body, { key: 'Control' });
  fireEvent.pointerOver(screen.getByRole('button', { name: /^Generate/ }));
  expect(warmed).toEqual([]);
  fireEvent.change(prompt(), { target: { value: 'soft rain' } });
  fireEvent.pointerOver(screen.getByRole('button', { name: /^Generate/ }));
  expect(warmed).toHaveLength(1);
});

it('the sandbox is near enough', async () => {
  const { warmed } = open({ ...vendor, id: 'sandbox', vendor: 'sandbox' });
  fireEvent.change(prompt(), { target: { value: 'soft rain' } });
  fireEvent.pointerOver(screen.getByRole('button', { name: /^Generate/ }));
  expect(warmed).toEqual([]);
});
