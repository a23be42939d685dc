// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import {
  bpmValue,
  forgetBetweenTests,
  key,
  loop,
  openForm,
  press,
  prompt,
} from '../../../testing/pages/open-form.tsx';

forgetBetweenTests();

describe('what came from a task', () => {
  it('is compared with the form, and comes back at a press', async () => {
    const { load, user } = openForm();
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
    const { load, sent, user } = openForm();
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
    const { load, sent } = openForm();
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
    openForm();
    await press('Ideas');
    await userEvent.click(await screen.findByRole('button', { name: /Acid bass line/ }));
    await waitFor(() => expect(prompt().value).toContain('Acid bass line'));
    expect([key().value, bpmValue().value, loop().checked]).toEqual(['Am', '132', true]);
  });

  it('of late come from the server, each prompt once', async () => {
    openForm();
    await press('Ideas');
    await userEvent.click(await screen.findByRole('tab', { name: 'Recent' }));
    const panel = screen.getByRole('tabpanel', { name: 'Recent' });
    await waitFor(() => expect(within(panel).getAllByRole('button')).toHaveLength(2));
    await userEvent.click(within(panel).getByRole('button', { name: /^wind/ }));
    await waitFor(() => expect(prompt().value).toBe('wind'));
  });

  it('are kept as presets in this browser, and taken away again', async () => {
    const { user } = openForm();
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
    const { user } = openForm();
    await user.type(prompt(), "rain's end");
    await press('Code');
    await user.click(await screen.findByRole('radio', { name: 'Python' }));
    await user.click(screen.getByRole('radio', { name: 'The vendor' }));
    const code = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Python, The vendor' }).value;
    expect(code).toContain(`"prompt": "rain's end"`);
    expect(code).toContain(`os.environ.get('SOUNDS_API_KEY', '')`);
  });

  it('pasted anywhere on the page is shown with what it changes, then fills the form', async () => {
    openForm();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `curl https://h -d '{"prompt":"rain","soundTempo":90}'`);
    fireEvent.paste(document.body, { clipboardData });
    const dialog = await screen.findByRole('dialog', { name: 'Fill the form from a request' });
    expect(within(dialog).getByRole('list', { name: 'What changes' }).textContent).toContain('90');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Fill the form' }));
    await waitFor(() => expect([prompt().value, bpmValue().value]).toEqual(['rain', '90']));
  });
});
