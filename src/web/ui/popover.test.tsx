import '../../testing/dom-environment.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';

import { Popover } from './popover.tsx';

afterEach(cleanup);

function Menu({ name }: { name: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {name}
      </button>
      {isOpen && (
        <Popover label={name} onClose={() => setIsOpen(false)}>
          <button type="button">An item of {name}</button>
        </Popover>
      )}
    </span>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
const menu = (name: string) => screen.queryByRole('group', { name });

it('Back closes it and gives the focus to its button', async () => {
  const user = userEvent.setup();
  render(<Menu name="Key" />);
  await user.click(button('Key'));
  await waitFor(() => expect(history.state).toMatchObject({ covers: 1 }));
  await user.tab();
  history.back();
  await waitFor(() => expect(menu('Key')).toBeNull());
  expect(document.activeElement).toBe(button('Key'));
});

it('one pressed while another is open takes its place: Back closes it, and then leads on', async () => {
  history.pushState({ page: 'earlier' }, '');
  history.pushState({ page: 'this' }, '');
  const user = userEvent.setup();
  render(
    <>
      <Menu name="Key" />
      <Menu name="BPM" />
    </>,
  );
  await user.click(button('Key'));
  await user.click(button('BPM'));
  expect(menu('Key')).toBeNull();
  await waitFor(() => expect(history.state).toMatchObject({ covers: 1 }));
  expect(menu('BPM')).not.toBeNull();
  history.back();
  await waitFor(() => expect(menu('BPM')).toBeNull());
  expect(history.state).toEqual({ page: 'this' });
  history.back();
  await waitFor(() => expect(history.state).toEqual({ page: 'earlier' }));
});

it('Escape leaves no step behind', async () => {
  history.pushState({ page: 'earlier' }, '');
  history.pushState({ page: 'this' }, '');
  const user = userEvent.setup();
  render(<Menu name="Key" />);
  await user.click(button('Key'));
  await waitFor(() => expect(history.state).toMatchObject({ covers: 1 }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(history.state).toEqual({ page: 'this' }));
  expect(menu('Key')).toBeNull();
});
