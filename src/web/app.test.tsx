// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect, useImperativeHandle } from 'react';
import { afterEach, expect, it } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { createApi } from './api/api-client.ts';
import { App } from './app.tsx';
import type { TasksRootProps } from './tasks-root.tsx';

const api = createApi(() => new Response(null, { status: 503 }));

/** A second piece that only writes down what it is handed. */
function recordingSession(sent: SoundRequest[]) {
  return function Recorder({ onStatus, onEdit, ref }: TasksRootProps) {
    useImperativeHandle(ref, () => ({
      submit: (request) => {
        sent.push(request);
        return Promise.resolve();
      },
      sentAgoMs: () => null,
    }));
    useEffect(() => onStatus({ connection: undefined, isLost: true, liveCount: 2 }), [onStatus]);
    const rain = { ...sent[0], prompt: 'rain again', model: 'V5', soundTempo: 80 } as SoundRequest;
    return <button onClick={() => onEdit(rain)}>Edit</button>;
  };
}

afterEach(cleanup);

it('sends what was submitted before the second piece had come', async () => {
  const sent: SoundRequest[] = [];
  const piece = Promise.withResolvers<{ TasksRoot: ReturnType<typeof recordingSession> }>();
  render(<App api={api} loadSession={() => piece.promise} />);
  await userEvent.type(screen.getByLabelText('Prompt'), 'rain');
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  expect(sent).toEqual([]);
  piece.resolve({ TasksRoot: recordingSession(sent) });
  await waitFor(() => expect(sent[0]?.prompt).toBe('rain'));
});

it('says in both places that the second piece did not come, and tries again', async () => {
  const sent: SoundRequest[] = [];
  const offline = () => Promise.reject(new TypeError('offline'));
  const answers = [offline, offline];
  const online = () => Promise.resolve({ TasksRoot: recordingSession(sent) });
  const loadSession = () => (answers.shift() ?? online)();
  render(<App api={api} loadSession={loadSession} />);
  expect((await screen.findByRole('alert')).textContent).toContain('The task list did not load.');
  await userEvent.type(screen.getByLabelText('Prompt'), 'rain');
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  expect(await screen.findByText(/server cannot be reached/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('button', { name: 'Edit' });
  await userEvent.click(screen.getByRole('button', { name: /^Generate/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('shows in header and bar what the second piece tells, and edits in the form', async () => {
  const Session = recordingSession([]);
  render(<App api={api} loadSession={() => Promise.resolve({ TasksRoot: Session })} />);
  expect(await screen.findByText('No connection')).toBeDefined();
  expect(screen.getByText('2 in progress')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('rain again');
  expect(screen.getByLabelText<HTMLInputElement>('BPM value').value).toBe('80');
});
