import '../../testing/dom-environment.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';

import { Modal } from './modal.tsx';
import { Popover } from './popover.tsx';

afterEach(cleanup);

function Page() {
  const [open, setOpen] = useState<'dialog' | 'menu' | null>(null);
  return (
    <>
      <button type="button" onClick={() => setOpen('dialog')}>
        Open
      </button>
      {open !== null && (
        <Modal heading="Ideas" closeName="Close" onClose={() => setOpen(null)}>
          <span>
            <button type="button" aria-expanded={open === 'menu'} onClick={() => setOpen('menu')}>
              Menu
            </button>
            {open === 'menu' && (
              <Popover label="Menu" onClose={() => setOpen('dialog')}>
                <button type="button">An item</button>
              </Popover>
            )}
          </span>
        </Modal>
      )}
    </>
  );
}

const dialog = () => screen.queryByRole('dialog', { name: 'Ideas' });

it('answers Escape itself, after what lies over it', async () => {
  const user = userEvent.setup();
  render(<Page />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await user.click(screen.getByRole('button', { name: 'Menu' }));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('group', { name: 'Menu' })).toBeNull();
  expect(dialog()).not.toBeNull();
  await user.keyboard('{Escape}');
  expect(dialog()).toBeNull();
});
