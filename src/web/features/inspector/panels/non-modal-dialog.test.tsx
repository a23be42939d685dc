import '../../../../testing/dom-environment.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';

import { NonModalDialog } from './non-modal-dialog.tsx';

afterEach(cleanup);

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div>
        <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          Details
        </button>
        {isOpen && (
          <NonModalDialog label="Details" onClose={() => setIsOpen(false)}>
            <p>Heard 120 BPM.</p>
            <button type="button">Done</button>
          </NonModalDialog>
        )}
      </div>
      <button type="button">Zoom</button>
    </>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
const popUp = () => screen.queryByRole('dialog', { name: 'Details' });

async function openDetails() {
  const user = userEvent.setup();
  render(<Page />);
  await user.click(button('Details'));
  expect(document.activeElement).toBe(button('Done'));
  return user;
}

it('closes when Tab goes past it, and the focus stays where it went', async () => {
  const user = await openDetails();
  await user.tab();
  expect(popUp()).toBeNull();
  expect(document.activeElement).toBe(button('Zoom'));
});

it('stays while its text is pressed, or its own button has the focus', async () => {
  const user = await openDetails();
  await user.click(screen.getByText('Heard 120 BPM.'));
  expect(popUp()).not.toBeNull();
  await user.tab();
  await user.tab({ shift: true });
  expect(document.activeElement).toBe(button('Details'));
  expect(popUp()).not.toBeNull();
  await user.keyboard('{Enter}');
  expect(popUp()).toBeNull();
});

it('Escape closes it even where nothing has the focus, and gives it to its button', async () => {
  const user = await openDetails();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await user.keyboard('{Escape}');
  expect(popUp()).toBeNull();
  expect(document.activeElement).toBe(button('Details'));
});
