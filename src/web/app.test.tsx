// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { aRequest } from '../testing/task-builders.ts';
import { createApi } from './api/api-client.ts';
import { App } from './app.tsx';
import { useFormActions } from './features/compose/compose-context.ts';
import * as composeHelpers from './features/compose/compose-helpers.tsx';
import { ConnectionButton } from './features/connections/connection-button.tsx';
import { createStore } from './lib/create-store.ts';
import type { SecondStage } from './second-stage.tsx';
import type { ServerStatus } from './state/server-status.ts';

const api = createApi(() => new Response(null, { status: 503 }));

/** A second stage that only writes down what it is handed. */
function recordingStage(sent: SoundRequest[]): SecondStage {
  return {
    api,
    client: new QueryClient({ defaultOptions: { queries: { retry: false } } }),
    status: createStore<ServerStatus>({ connection: undefined, liveCount: 2 }),
    submit: (request) => Promise.resolve(sent.push(request)),
    Status: ConnectionButton,
    Tasks: function Tasks() {
      const form = useFormActions();
      return <button onClick={() => form.edit(rain)}>Edit</button>;
    },
  };
}
const rain = aRequest({ prompt: 'rain again', soundTempo: 80 });

afterEach(cleanup);

it('sends what was submitted before the second stage had come', async () => {
  const sent: SoundRequest[] = [];
  const stage = Promise.withResolvers<SecondStage>();
  render(<App loadSecondStage={() => stage.promise} />);
  await userEvent.type(screen.getByLabelText('Prompt'), 'rain');
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  expect(sent).toEqual([]);
  stage.resolve(recordingStage(sent));
  await waitFor(() => expect(sent[0]?.prompt).toBe('rain'));
});

it('says in both places that the second stage did not come, and tries again', async () => {
  const sent: SoundRequest[] = [];
  const offline = () => Promise.reject(new TypeError('offline'));
  const answers = [offline, offline];
  const online = () => Promise.resolve(recordingStage(sent));
  const loadSecondStage = () => (answers.shift() ?? online)();
  render(<App loadSecondStage={loadSecondStage} />);
  expect((await screen.findByRole('alert')).textContent).toContain('The task list did not load.');
  await userEvent.type(screen.getByLabelText('Prompt'), 'rain');
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  expect(await screen.findByText(/^No connection to Cuesmith/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('button', { name: 'Edit' });
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('shows in header and bar what the second stage tells, and edits in the form', async () => {
  render(<App loadSecondStage={() => Promise.resolve({ ...recordingStage([]), composeHelpers })} />);
  expect(await screen.findByText('No connection')).toBeDefined();
  expect(screen.getByRole('link', { name: '2 in progress' })).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('rain again');
  expect(screen.getByLabelText<HTMLInputElement>('BPM value').value).toBe('80');
});
