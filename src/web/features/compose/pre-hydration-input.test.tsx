// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { ComposePage } from '../../../testing/pages/compose-page.tsx';
import { loadValidation } from './lazy-validation.ts';
import { watchInput } from './pre-hydration-input.ts';

const marks = document.documentElement.dataset;
let root: Root | undefined;

/** The page as the build leaves it, before any script. */
function paint() {
  const place = document.body.appendChild(document.createElement('div'));
  place.innerHTML = renderToString(<ComposePage />);
  return place;
}

function arrive(place: HTMLElement) {
  const sent: SoundRequest[] = [];
  const takeInput = watchInput(document);
  const start = () =>
    act(() => {
      root = hydrateRoot(
        place,
        <ComposePage
          takeInput={takeInput}
          onSubmit={(request) => {
            sent.push(request);
            return Promise.resolve();
          }}
        />,
      );
    });
  return { sent, start };
}

afterEach(() => {
  act(() => root?.unmount());
  cleanup();
  document.body.replaceChildren();
  delete marks['tempo'];
  delete marks['pressed'];
});

it('keeps and sends all that was entered before the script came', async () => {
  const place = paint();
  screen.getByLabelText<HTMLTextAreaElement>('Prompt').value = 'soft rain';
  screen.getByLabelText<HTMLSelectElement>('Key').value = 'Am';
  screen.getByRole<HTMLInputElement>('slider', { name: 'BPM' }).value = '90';
  marks['tempo'] = 'bpm';
  screen.getByRole<HTMLInputElement>('switch', { name: 'Loop' }).checked = true;
  const { sent, start } = arrive(place);
  start();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('soft rain');
  expect(screen.getByLabelText<HTMLInputElement>('BPM value').value).toBe('90');
  fireEvent.click(screen.getByRole('button', { name: /^Generate loop Am 90 BPM/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ prompt: 'soft rain', soundKey: 'Am', soundTempo: 90, soundLoop: true });
});

it('keeps what is typed while the script starts', () => {
  const place = paint();
  const { start } = arrive(place);
  fireEvent.input(screen.getByLabelText('Prompt'), { target: { value: 'late words' } });
  start();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('late words');
  expect(screen.getByText(/^10/)).toBeDefined();
});

/** As index.html marks a press. */
function pressEarly() {
  const fields = Object.fromEntries(new FormData(document.forms[0]));
  marks['pressed'] = `${marks['pressed'] ?? ''}${JSON.stringify([marks['tempo'], fields])}\n`;
}

it('sends a press of Generate that came before the script', async () => {
  const place = paint();
  screen.getByLabelText<HTMLTextAreaElement>('Prompt').value = 'soft rain';
  pressEarly();
  pressEarly();
  const { sent, start } = arrive(place);
  start();
  await waitFor(() => expect(sent[0]?.prompt).toBe('soft rain'));
  expect(sent).toHaveLength(1);
});

it('sends each press as the form stood then, whatever was typed since', async () => {
  const place = paint();
  const prompt = screen.getByLabelText<HTMLTextAreaElement>('Prompt');
  const loop = screen.getByRole<HTMLInputElement>('switch', { name: 'Loop' });
  prompt.value = 'soft rain';
  loop.checked = true;
  pressEarly();
  prompt.value = 'hard rain';
  loop.checked = false;
  pressEarly();
  prompt.value = 'a thun';
  const { sent, start } = arrive(place);
  start();
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ prompt, soundLoop }) => [prompt, soundLoop])).toEqual([
    ['soft rain', true],
    ['hard rain', false],
  ]);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('a thun');
});

it('sends nothing of an empty form that was pressed, though it is being filled now', async () => {
  const place = paint();
  pressEarly();
  screen.getByLabelText<HTMLTextAreaElement>('Prompt').value = 'a thun';
  const { sent, start } = arrive(place);
  start();
  await loadValidation();
  await waitFor(() => expect(screen.getByRole('button', { name: /^Generate/ })).toBeDefined());
  expect(sent).toEqual([]);
});

it.each([
  ['bpm', 90],
  ['bpm-value', 77],
  ['auto', null],
] as const)('takes the tempo from %s when that was touched last', async (name, bpm) => {
  const place = paint();
  screen.getByLabelText<HTMLTextAreaElement>('Prompt').value = 'rain';
  screen.getByRole<HTMLInputElement>('slider', { name: 'BPM' }).value = '90';
  screen.getByLabelText<HTMLInputElement>('BPM value').value = '77';
  marks['tempo'] = name;
  const { sent, start } = arrive(place);
  start();
  fireEvent.submit(document.querySelector('form')!);
  await waitFor(() => expect(sent[0]?.soundTempo).toBe(bpm));
});
