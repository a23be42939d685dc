// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { ComposePage, type ComposePageProps } from '../../../testing/pages/compose-page.tsx';
import { bpmValue, generate, prompt } from '../../../testing/pages/open-form.tsx';
import { aConnection } from '../../../testing/task-builders.ts';
import { ApiError } from '../../lib/api-error.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import * as helpers from './compose-helpers.tsx';
import type { ComposeForm } from './use-compose-form.ts';

const sandbox = aConnection({
  scenarios: [
    { name: 'out-of-credits', label: 'Out of credits' },
    { name: 'moderated', label: 'Moderated' },
  ],
});

function open(props: ComposePageProps = {}) {
  const sent: SoundRequest[] = [];
  const onSubmit = (request: SoundRequest) => {
    sent.push(request);
    return Promise.resolve();
  };
  render(
    <>
      <ComposePage onSubmit={onSubmit} helpers={helpers} {...props} />
      <LiveRegion />
    </>,
  );
  return { sent, user: userEvent.setup() };
}

/** A server that was sent the same two minutes ago. */
function openAsking() {
  const sent: SoundRequest[] = [];
  const problem = { code: 'sent-already', message: 'Sent.', charged: 'no', sentAgoMs: 120_000 } as const;
  const onSubmit = (request: SoundRequest, ask: boolean) => {
    if (ask) return Promise.reject(new ApiError('sent-already', 409, { problem }));
    sent.push(request);
    return Promise.resolve();
  };
  return { ...open({ onSubmit }), sent };
}

afterEach(cleanup);

describe('sending', () => {
  it('refuses a prompt that shows nothing (T7)', async () => {
    const { sent, user } = open();
    await user.click(prompt());
    await user.paste('\u200B\u3164\u2800');
    await user.click(generate());
    expect(await screen.findByText('Describe the sound in a few words.')).toBeDefined();
    expect(sent).toEqual([]);
  });

  it('sends every field as the contract has it, and keeps what was typed', async () => {
    const { sent, user } = open();
    await user.type(prompt(), 'soft rain');
    await user.selectOptions(screen.getByLabelText('Key'), 'Am');
    await user.type(bpmValue(), '90');
    await user.click(screen.getByRole('switch', { name: 'Loop' }));
    await user.click(generate());
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      prompt: 'soft rain',
      model: 'V5',
      soundLoop: true,
      soundTempo: 90,
      soundKey: 'Am',
      grabLyrics: false,
    });
    expect(prompt().value).toBe('soft rain');
  });

  it('is done by Ctrl+Enter from the prompt', async () => {
    const { sent, user } = open();
    await user.type(prompt(), 'rain{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.soundTempo).toBeNull();
  });

  it('says beforehand what Generate will make', async () => {
    const { user } = open();
    expect(generate().textContent).toMatch(/^Generate sound/);
    await user.click(screen.getByRole('switch', { name: 'Loop' }));
    await user.selectOptions(screen.getByLabelText('Key'), 'D#m');
    await user.type(bpmValue(), '90');
    expect(generate().textContent).toMatch(/^Generate loop · D♯m · 90 BPM/);
    expect(screen.getByRole('button', { name: 'Generate loop D♯m 90 BPM' })).toBe(generate());
  });

  it('asks before the same sound is sent again, and sends it at the second press', async () => {
    const { sent, user } = openAsking();
    await user.type(prompt(), 'rain');
    await user.click(generate());
    expect((await screen.findByRole('alert')).textContent).toContain('2 minutes ago');
    expect(sent).toHaveLength(0);
    await user.click(generate());
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it('asks once more when the question has gone from sight, though the sound is the same again', async () => {
    const { sent, user } = openAsking();
    await user.type(prompt(), 'rain');
    await user.click(generate());
    await screen.findByText(/2 minutes ago/);
    await user.type(prompt(), 'y{Backspace}');
    expect(screen.queryByText(/2 minutes ago/)).toBeNull();
    await user.click(generate());
    await screen.findByText(/2 minutes ago/);
    expect(sent).toHaveLength(0);
  });
});

describe('a wrong form', () => {
  it('says so under the field and puts the cursor there', async () => {
    const { sent, user } = open();
    await user.type(prompt(), '   ');
    await user.click(generate());
    expect(await screen.findByText('Describe the sound in a few words.')).toBeDefined();
    expect(document.activeElement).toBe(prompt());
    expect(prompt().getAttribute('aria-invalid')).toBe('true');
    expect(sent).toHaveLength(0);
  });

  it('opens the fold of a wrong callback', async () => {
    const { user } = open();
    await user.type(prompt(), 'rain');
    const callback = screen.getByLabelText<HTMLInputElement>('Callback URL');
    fireEvent.change(callback, { target: { value: 'javascript:alert(1)' } });
    await user.click(generate());
    await waitFor(() => expect(document.activeElement).toBe(callback));
    expect(callback.closest('details')?.open).toBe(true);
    expect(screen.getByText(/full http:\/\/ or https:\/\/ address/)).toBeDefined();
  });

  it('sends the key that was typed, though what reads it is still on its way', async () => {
    const { sent, user } = open();
    await user.type(prompt(), 'soft rain');
    const list = screen.getByLabelText<HTMLSelectElement>('Key');
    for (const key of ['b', 'b', 'm']) fireEvent.keyDown(list, { key });
    fireEvent.click(generate());
    expect(list.value).toBe('Any');
    // What is typed after the press is another wish.
    fireEvent.input(prompt(), { target: { value: 'soft rain and wind' } });
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ prompt: 'soft rain', soundKey: 'A#m' });
    expect(prompt().value).toBe('soft rain and wind');
    expect(list.value).toBe('A#m');
  });

  it('does not send a BPM that was not typed', async () => {
    const { sent, user } = open();
    await user.type(prompt(), 'rain');
    await user.type(bpmValue(), '301{Control>}{Enter}{/Control}');
    expect(await screen.findByText('BPM must be at most 300.')).toBeDefined();
    expect(document.activeElement).toBe(bpmValue());
    expect(bpmValue().value).toBe('301');
    expect(sent).toHaveLength(0);
  });

  it('puts a refusal that names a field under that field', async () => {
    const { user } = open({
      onSubmit: () =>
        Promise.reject(
          new ApiError('invalid-request', 400, {
            problem: {
              code: 'invalid-request',
              message: 'That key is not known.',
              field: 'tasks.0.request.soundKey',
              charged: 'no',
            },
          }),
        ),
    });
    await user.type(prompt(), 'rain');
    await user.click(generate());
    expect(await screen.findByText('That key is not known.')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('Key'));
    expect(prompt().value).toBe('rain');
  });

  it('shows any other refusal at its foot', async () => {
    const error = new ApiError('bad-answer', 502);
    const { user } = open({ onSubmit: () => Promise.reject(error) });
    await user.type(prompt(), 'rain');
    await user.click(generate());
    expect((await screen.findByRole('alert')).textContent).toBe(errorText(error));
    expect(prompt().value).toBe('rain');
    await user.type(prompt(), ' again');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the prompt', () => {
  it('counts, marks the surplus and cuts nothing', () => {
    open();
    fireEvent.input(prompt(), { target: { value: `${'a'.repeat(500)}bcd` } });
    expect(screen.getByText(/503/)).toBeDefined();
    expect(document.querySelector('mark')?.textContent).toBe('bcd');
    expect(screen.getByText('3 characters too long. Shorten it.')).toBeDefined();
    expect(prompt().value).toHaveLength(503);
  });
});

describe('the sandbox', () => {
  it('lets a scenario be picked, swapped and taken back in the prompt', async () => {
    const { user } = open({ connection: sandbox });
    await user.type(prompt(), 'soft rain');
    await user.click(screen.getByText('More'));
    const picker = await screen.findByLabelText('Sandbox scenario');
    await user.selectOptions(picker, 'Out of credits');
    expect(prompt().value).toBe('soft rain [out-of-credits]');
    await user.selectOptions(picker, 'Moderated');
    expect(prompt().value).toBe('soft rain [moderated]');
    await user.selectOptions(picker, 'None: all goes well');
    expect(prompt().value).toBe('soft rain');
  });

  it('alone offers scenarios', async () => {
    const { user } = open({ connection: { ...sandbox, vendor: 'apibox' } });
    await user.click(screen.getByText('More'));
    await screen.findByText('The vendor posts here when the sound is ready.');
    expect(screen.queryByLabelText('Sandbox scenario')).toBeNull();
  });
});

describe('from outside', () => {
  it('a request is put into the form, unknown fields as they are by default', async () => {
    const ref = createRef<ComposeForm>();
    const { sent, user } = open({ ref });
    await user.click(screen.getByRole('switch', { name: 'Lyrics' }));
    await waitFor(() =>
      ref.current?.edit({
        prompt: 'wind',
        model: null,
        soundLoop: true,
        soundTempo: 72,
        soundKey: 'C#m',
        grabLyrics: null,
      }),
    );
    expect(document.activeElement).toBe(prompt());
    await user.click(generate());
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ prompt: 'wind', soundTempo: 72, soundKey: 'C#m', grabLyrics: false });
  });

  it('the models are those of the connection', async () => {
    const { sent, user } = open({ connection: { ...sandbox, models: ['V6', 'V6_MINI'] } });
    await user.type(prompt(), 'rain');
    await user.click(generate());
    await waitFor(() => expect(sent[0]?.model).toBe('V6'));
  });
});
