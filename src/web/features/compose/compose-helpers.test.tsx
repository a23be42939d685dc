// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { unknownSound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { createApi } from '../../api/api-client.ts';
import { ApiError } from '../../lib/api-error.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { prefersFlats, letterShortcutsOff } from '../../state/preferences.ts';
import { noteSync } from '../../state/sync-status.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import { ComposePage } from './compose-fixture.tsx';
import * as helpers from './compose-helpers.tsx';
import type { ComposeForm } from './use-compose-form.ts';

// A busy machine may be slow.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const tasks = ['rain', 'wind', 'rain'].map((prompt, index) => ({
  id: String(index),
  request: { prompt, model: null, soundLoop: true, soundTempo: null, soundKey: 'Am', grabLyrics: null },
}));
const api = createApi(() => Response.json({ tasks, next: null, total: 3, eventId: 0 }));

const accept = () => Promise.resolve();

function open(address = '/', answer: () => Promise<void> = accept) {
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

const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
const key = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Key' });
const bpmValue = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'BPM value' });
const loop = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Loop' });
const said = () => screen.getByRole('status').textContent;
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

beforeEach(() => localStorage.clear());
afterEach(() => {
  act(() => {
    closeDialog();
    prefersFlats.set(false);
    letterShortcutsOff.set(false);
  });
  cleanup();
});

describe('the key', () => {
  it.each([
    ['ebm', 'D#m', 'ebm is D♯m'],
    ['e flat minor', 'D#m', 'e flat minor is D♯m'],
    ['2A', 'D#m', '2A is D♯m'],
    ['7m', 'D#m', '7m is D♯m'],
    ['12b', 'E', '12b is E'],
    ['any', 'Any', 'any is Any'],
  ])('is typed as %s in its own list', async (typed, wire, words) => {
    const { user } = open();
    key().focus();
    await user.keyboard(typed);
    await waitFor(() => expect(said()).toBe(words));
    expect(key().value).toBe(wire);
  });

  it('begins anew with a letter that cannot follow', async () => {
    const { user } = open();
    key().focus();
    await user.keyboard('amc#');
    await waitFor(() => expect(key().value).toBe('C#'));
  });

  it('shows what goes with it, and takes that at a press', async () => {
    const { user } = open();
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
    const { user } = open();
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
    const { user, sent } = open();
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
    const { user } = open();
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
    open('/?prompt=soft+rain&soundKey=Ebm&soundTempo=90&soundLoop=true&q=other');
    await waitFor(() => expect(prompt().value).toBe('soft rain'));
    expect([key().value, bpmValue().value, loop().checked]).toEqual(['D#m', '90', true]);
  });

  it('follows the form, and leaves what others wrote into the address', async () => {
    const { user } = open('/?q=other');
    await user.type(prompt(), 'rain');
    await user.click(loop());
    await waitFor(() => expect(location.search).toBe('?q=other&prompt=rain&soundLoop=true'));
    await user.clear(prompt());
    await user.click(loop());
    await waitFor(() => expect(location.search).toBe('?q=other'));
  });

  it('is copied at a press', async () => {
    const { user } = open();
    await user.type(prompt(), 'rain');
    await press('Copy link');
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/\/\?prompt=rain$/));
    expect(said()).toBe('Link copied. It fills the form, but never sends.');
  });
});

describe('what came from a task', () => {
  it('is compared with the form, and comes back at a press', async () => {
    const { load, user } = open();
    load({ prompt: 'soft rain', soundKey: 'Am' });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await user.type(prompt(), ' far');
    await user.selectOptions(key(), 'C');
    await user.click(await screen.findByRole('button', { name: '2 changes' }));
    const changes = within(await screen.findByRole('list', { name: 'What changes' }));
    await waitFor(() =>
      expect(changes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
        'Prompt soft rain added: far',
        'Key from Am →to  C',
      ]),
    );
    await press('Undo');
    expect([prompt().value, key().value]).toEqual(['soft rain', 'Am']);
  });

  it('is compared no more once it is sent, and what came from an idea never is', async () => {
    const { load, sent, user } = open();
    load({ prompt: 'soft rain', soundKey: 'Am' });
    await user.selectOptions(key(), 'C');
    await screen.findByRole('button', { name: '1 change' });
    await press(/^Generate/);
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    await press('Ideas');
    await user.click(await screen.findByRole('button', { name: /^Coin pickup/ }));
    await waitFor(() => expect(prompt().value).toMatch(/^Coin pickup/));
    await user.selectOptions(key(), 'D');
    await user.type(prompt(), ' twice');
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('is varied: each proposal says what it changes, and only fills the form', async () => {
    const { load, sent } = open();
    load({ prompt: 'dark rain', soundTempo: 90 });
    await press('Vary');
    const dialog = await screen.findByRole('dialog', { name: 'Vary this sound' });
    expect(within(dialog).getByRole('button', { name: /^Brighter/ }).textContent).toContain(
      'taken out: dark',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: /^Half time/ }));
    await waitFor(() => expect(bpmValue().value).toBe('45'));
    expect(sent).toEqual([]);
  });
});

describe('ideas', () => {
  it('by use fill the form', async () => {
    open();
    await press('Ideas');
    await userEvent.click(await screen.findByRole('button', { name: /Acid bass line/ }));
    await waitFor(() => expect(prompt().value).toContain('Acid bass line'));
    expect([key().value, bpmValue().value, loop().checked]).toEqual(['Am', '132', true]);
  });

  it('of late come from the server, each prompt once', async () => {
    open();
    await press('Ideas');
    await userEvent.click(await screen.findByRole('tab', { name: 'Recent' }));
    const panel = screen.getByRole('tabpanel', { name: 'Recent' });
    await waitFor(() => expect(within(panel).getAllByRole('button')).toHaveLength(2));
    await userEvent.click(within(panel).getByRole('button', { name: /^wind/ }));
    await waitFor(() => expect(prompt().value).toBe('wind'));
  });

  it('are kept as presets in this browser, and taken away again', async () => {
    const { user } = open();
    await user.type(prompt(), 'my rain');
    await press('Ideas');
    await userEvent.click(await screen.findByRole('tab', { name: 'Presets' }));
    await press('Save preset');
    expect(screen.getByText('Give it a name.')).toBeDefined();
    await user.type(screen.getByLabelText('Name of the preset'), 'Mine{Enter}');
    expect(await screen.findByRole('button', { name: /^Mine/ })).toBeDefined();
    expect(localStorage.getItem('presets')).toContain('my rain');
    await press('Remove Mine');
    expect(localStorage.getItem('presets')).toBe('[]');
  });
});

describe('code', () => {
  it('shows the exact form in each language, never a key', async () => {
    const { user } = open();
    await user.type(prompt(), "rain's end");
    await press('Code');
    await user.click(await screen.findByRole('radio', { name: 'Python' }));
    await user.click(screen.getByRole('radio', { name: 'The vendor' }));
    const code = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Python, The vendor' }).value;
    expect(code).toContain(`"prompt": "rain's end"`);
    expect(code).toContain(`os.environ.get('SOUNDS_API_KEY', '')`);
  });

  it('pasted anywhere on the page is shown with what it changes, then fills the form', async () => {
    open();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `curl https://h -d '{"prompt":"rain","soundTempo":90}'`);
    fireEvent.paste(document.body, { clipboardData });
    const dialog = await screen.findByRole('dialog', { name: 'Fill the form from a request' });
    expect(within(dialog).getByRole('list', { name: 'What changes' }).textContent).toContain('90');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Fill the form' }));
    await waitFor(() => expect([prompt().value, bpmValue().value]).toEqual(['rain', '90']));
  });
});

describe('the callback', () => {
  it('is checked while it is typed, with a sample of what comes', async () => {
    const { user } = open();
    await user.click(screen.getByText('More'));
    await user.type(screen.getByLabelText('Callback URL'), 'http://localhost:9/x');
    expect(await screen.findByText(/cannot reach this machine/)).toBeDefined();
    const sample = screen.getByLabelText<HTMLTextAreaElement>('Sample of what is posted');
    expect(JSON.parse(sample.value)).toMatchObject({ code: 200, data: { callbackType: 'complete' } });
  });
});

it('that there is no connection is said until the server is back', async () => {
  const { user } = open('/', () => Promise.reject(new ApiError('no-answer', 0)));
  await user.type(prompt(), 'rain');
  await press(/^Generate/);
  expect((await screen.findByRole('alert')).textContent).toContain('No connection');
  act(() => noteSync({ isReached: false }));
  expect(screen.getByRole('alert')).toBeDefined();
  act(() => noteSync({ isReached: true, backAt: 1 }));
  expect(screen.queryByRole('alert')).toBeNull();
});

describe('a new sound', () => {
  it('begins with what is in sight emptied, and one press brings it back', async () => {
    const { user } = open('/?prompt=door+creak&soundKey=F%23m&soundTempo=174&soundLoop=true');
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
    const { user } = open('/?prompt=door+creak');
    await waitFor(() => expect(prompt().value).toBe('door creak'));
    await press('Clear');
    await screen.findByRole('button', { name: 'Undo' });
    await user.type(prompt(), 'rain');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });
});

describe('commands', () => {
  it('are found by name and run by Enter, from anywhere', async () => {
    const { user } = open();
    prompt().focus();
    await user.keyboard('{Control>}k{/Control}');
    const find = await screen.findByRole('combobox', { name: 'Find a command' });
    act(() => find.focus());
    await user.keyboard('eb minor');
    const found = await within(screen.getByRole('listbox', { name: 'Commands' })).findAllByRole('option');
    expect(found.map(({ textContent }) => textContent)).toEqual(['Key: D♯m2A']);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(key().value).toBe('D#m'));
  });

  it('are walked with the arrows, round the ends', async () => {
    const { user } = open();
    await user.keyboard('{Control>}k{/Control}');
    const find = await screen.findByRole('combobox', { name: 'Find a command' });
    act(() => find.focus());
    await screen.findAllByRole('option');
    await user.keyboard('theme{ArrowUp}{Enter}');
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('shortcuts', () => {
  it('are shown by ?, but not while typing', async () => {
    const { user } = open();
    await user.type(prompt(), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    loop().focus();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Help and keys' })).toBeDefined();
  });

  it('of a single letter can be switched off, for good', async () => {
    const { user } = open();
    loop().focus();
    await user.keyboard('?');
    await user.click(await screen.findByRole('switch', { name: 'Single letters' }));
    expect(localStorage.getItem('letters')).toBe('off');
    act(closeDialog);
    loop().focus();
    await user.keyboard('tt?');
    expect(screen.queryByText('Keep tapping in time.')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('go by the key’s place where its letter is not Latin (T9)', async () => {
    open();
    loop().focus();
    fireEvent.keyDown(loop(), { key: 'е', code: 'KeyT' });
    expect(await screen.findByText('Keep tapping in time.')).toBeDefined();
    fireEvent.keyDown(loop(), { key: 'л', code: 'KeyK', ctrlKey: true });
    expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeDefined();
  });

  it('stay a letter’s own on another Latin layout', () => {
    open();
    loop().focus();
    // Dvorak has Y where QWERTY has T.
    fireEvent.keyDown(loop(), { key: 'y', code: 'KeyT' });
    expect(screen.queryByText('Keep tapping in time.')).toBeNull();
  });
});
