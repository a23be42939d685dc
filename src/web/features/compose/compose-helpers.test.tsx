// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import {
  bpmValue,
  forgetBetweenTests,
  key,
  loop,
  openForm,
  press,
  prompt,
  said,
} from '../../../testing/pages/open-form.tsx';
import { ApiError } from '../../lib/api-error.ts';
import { noteSync } from '../../state/sync-status.ts';

forgetBetweenTests();

describe('the key', () => {
  it.each([
    ['ebm', 'D#m', 'ebm is D♯m'],
    ['e flat minor', 'D#m', 'e flat minor is D♯m'],
    ['2A', 'D#m', '2A is D♯m'],
    ['7m', 'D#m', '7m is D♯m'],
    ['12b', 'E', '12b is E'],
    ['any', 'Any', 'any is Any'],
  ])('is typed as %s in its own list', async (typed, wire, words) => {
    const { user } = openForm();
    key().focus();
    await user.keyboard(typed);
    await waitFor(() => expect(said()).toBe(words));
    expect(key().value).toBe(wire);
  });

  it('begins anew with a letter that cannot follow', async () => {
    const { user } = openForm();
    key().focus();
    await user.keyboard('amc#');
    await waitFor(() => expect(key().value).toBe('C#'));
  });

  it('shows what goes with it, and takes that at a press', async () => {
    const { user } = openForm();
    await user.selectOptions(key(), 'Am');
    const neighbours = await screen.findByRole('list', { name: 'Keys that go with it' });
    expect(
      within(neighbours)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['C', 'Em', 'Dm', 'A']);
    await press('C, relative, the same notes');
    expect(key().value).toBe('C');
  });

  it('is spelt with flats first once that is preferred, its wire value unchanged', async () => {
    const { user } = openForm();
    await user.selectOptions(key(), 'D#m');
    expect(screen.getByRole('button', { name: /^Generate/ }).textContent).toContain('D♯m');
    await user.click(screen.getByRole('radio', { name: 'Flats' }));
    expect(key().value).toBe('D#m');
    expect(key().selectedOptions[0]?.textContent).toBe('E♭m / D♯m · 2A');
    expect(screen.getByRole('button', { name: /^Generate/ }).textContent).toContain('E♭m');
    expect(localStorage.getItem('spelling')).toBe('flats');
  });
});

describe('a hint on the prompt', () => {
  it('stands in for the usual one, mends the form at a press, and never blocks', async () => {
    const { user, sent } = openForm();
    await user.type(prompt(), 'techno at 128 bpm');
    expect(await screen.findByText('Text: 128, BPM: Auto.')).toBeDefined();
    await press(/^Generate/);
    await waitFor(() => expect(sent).toHaveLength(1));
    await press('Set 128');
    expect(bpmValue().value).toBe('128');
    expect(screen.queryByText(/^Text:/)).toBeNull();
    expect(document.activeElement).toBe(prompt());
  });

  it('is not said again once ignored', async () => {
    const { user } = openForm();
    await user.type(prompt(), 'drums like Daft Punk');
    await screen.findByText('Artists get refused: Daft Punk');
    await press('Ignore this hint');
    expect(screen.getByText('What, how close, what mood')).toBeDefined();
    await user.type(prompt(), ', slow');
    expect(screen.queryByText(/Artists get refused/)).toBeNull();
  });
});

describe('the link', () => {
  it('fills the form', async () => {
    openForm('/?prompt=soft+rain&soundKey=Ebm&soundTempo=90&soundLoop=true&q=other');
    await waitFor(() => expect(prompt().value).toBe('soft rain'));
    expect([key().value, bpmValue().value, loop().checked]).toEqual(['D#m', '90', true]);
  });

  it('follows the form, and leaves what others wrote into the address', async () => {
    const { user } = openForm('/?q=other');
    await user.type(prompt(), 'rain');
    await user.click(loop());
    await waitFor(() => expect(location.search).toBe('?q=other&prompt=rain&soundLoop=true'));
    await user.clear(prompt());
    await user.click(loop());
    await waitFor(() => expect(location.search).toBe('?q=other'));
  });

  it('is copied at a press', async () => {
    const { user } = openForm();
    await user.type(prompt(), 'rain');
    await press('Copy link');
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/\/\?prompt=rain$/));
    expect(said()).toBe('Link copied. It fills the form, but never sends.');
  });
});

describe('the callback', () => {
  it('is checked while it is typed, with a sample of what comes', async () => {
    const { user } = openForm();
    await user.click(screen.getByText('More'));
    await user.type(screen.getByLabelText('Callback URL'), 'http://localhost:9/x');
    expect(await screen.findByText(/cannot reach this machine/)).toBeDefined();
    const sample = screen.getByLabelText<HTMLTextAreaElement>('Sample of what is posted');
    expect(JSON.parse(sample.value)).toMatchObject({ code: 200, data: { callbackType: 'complete' } });
  });
});

it('that there is no connection is said until the server is back', async () => {
  const { user } = openForm('/', () => Promise.reject(new ApiError('no-answer', 0)));
  await user.type(prompt(), 'rain');
  await press(/^Generate/);
  expect((await screen.findByRole('alert')).textContent).toContain('No connection');
  act(() => noteSync({ isReached: false }));
  expect(screen.getByRole('alert')).toBeDefined();
  act(() => noteSync({ isReached: true }));
  expect(screen.queryByRole('alert')).toBeNull();
});

describe('a new sound', () => {
  it('begins with what is in sight emptied, and one press brings it back', async () => {
    const { user } = openForm('/?prompt=door+creak&soundKey=F%23m&soundTempo=174&soundLoop=true');
    await waitFor(() => expect(prompt().value).toBe('door creak'));
    await user.click(screen.getByText('More'));
    await user.type(screen.getByLabelText('Callback URL'), 'https://example.com/x');
    await press('Clear');
    const form = () => [prompt().value, key().value, bpmValue().value, loop().checked];
    expect(form()).toEqual(['', 'Any', '', false]);
    expect(document.activeElement).toBe(prompt());
    expect(screen.getByLabelText<HTMLInputElement>('Callback URL').value).toBe('https://example.com/x');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(form()).toEqual(['door creak', 'F#m', '174', true]);
  });

  it('offers no way back where nothing was cleared, or something new is written', async () => {
    const { user } = openForm('/?prompt=door+creak');
    await waitFor(() => expect(prompt().value).toBe('door creak'));
    await press('Clear');
    await screen.findByRole('button', { name: 'Undo' });
    await user.type(prompt(), 'rain');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });
});
