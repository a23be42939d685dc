// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { forgetBetweenTests, key, loop, openForm, prompt } from '../../../testing/pages/open-form.tsx';
import { closeDialog } from '../../state/dialogs.ts';

forgetBetweenTests();

describe('commands', () => {
  it('are found by name and run by Enter, from anywhere', async () => {
    const { user } = openForm();
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
    const { user } = openForm();
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
    const { user } = openForm();
    await user.type(prompt(), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    loop().focus();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Help and keys' })).toBeDefined();
  });

  it('of a single letter can be switched off, for good', async () => {
    const { user } = openForm();
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
    openForm();
    loop().focus();
    fireEvent.keyDown(loop(), { key: 'е', code: 'KeyT' });
    expect(await screen.findByText('Keep tapping in time.')).toBeDefined();
    fireEvent.keyDown(loop(), { key: 'л', code: 'KeyK', ctrlKey: true });
    expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeDefined();
  });

  it('stay a letter’s own on another Latin layout', () => {
    openForm();
    loop().focus();
    // Dvorak has Y where QWERTY has T.
    fireEvent.keyDown(loop(), { key: 'y', code: 'KeyT' });
    expect(screen.queryByText('Keep tapping in time.')).toBeNull();
  });
});
