import { act, cleanup, configure, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';

import { unknownSound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { createApi } from '../../web/api/api-client.ts';
import * as helpers from '../../web/features/compose/compose-helpers.tsx';
import type { ComposeForm } from '../../web/features/compose/use-compose-form.ts';
import { closeDialog } from '../../web/state/dialogs.ts';
import { prefersFlats, letterShortcutsOff } from '../../web/state/preferences.ts';
import { LiveRegion } from '../../web/ui/live-region.tsx';
import { ComposePage } from './compose-page.tsx';

// A busy machine may be slow.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const tasks = ['rain', 'wind', 'rain'].map((prompt, index) => ({
  id: String(index),
  request: { prompt, model: null, soundLoop: true, soundTempo: null, soundKey: 'Am', grabLyrics: null },
}));
const api = createApi(() => Response.json({ tasks, next: null, total: 3, eventId: 0 }));

const accept = () => Promise.resolve();

/** The form with its helpers at an address; what was sent, and a way to fill it as a task does. */
export function openForm(address = '/', answer: () => Promise<void> = accept) {
  history.replaceState(null, '', address);
  const sent: SoundRequest[] = [];
  const compose = createRef<ComposeForm>();
  render(
    <>
      <ComposePage
        api={api}
        helpers={helpers}
        onSubmit={(request) => {
          sent.push(request);
          return answer();
        }}
        ref={compose}
      />
      <LiveRegion />
    </>,
  );
  const load = (request: Partial<SoundRequest>) =>
    act(() =>
      compose.current?.edit({
        ...unknownSound,
        ...request,
      }),
    );
  return { sent, load, user: userEvent.setup() };
}

export const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
export const key = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Key' });
export const bpmValue = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'BPM value' });
export const loop = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Loop' });
export const said = () => screen.getByRole('status').textContent;
export const generate = () => screen.getByRole('button', { name: /^Generate/ });
export const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

/** Each test begins with a browser that remembers nothing, and leaves no dialog open. */
export function forgetBetweenTests(): void {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    act(() => {
      closeDialog();
      prefersFlats.set(false);
      letterShortcutsOff.set(false);
    });
    cleanup();
  });
}
