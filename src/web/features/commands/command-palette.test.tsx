// @vitest-environment happy-dom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { offerCommands, type Command } from './command-list.ts';
import { CommandPalette } from './command-palette.tsx';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

it('Enter before it is known what there is runs what was typed, once that is known', async () => {
  const commands = Promise.withResolvers<Command[]>();
  const stop = offerCommands(() => commands.promise);
  const run = vi.fn<() => void>();
  const other = vi.fn<() => void>();
  const closed = vi.fn<() => void>();
  render(<CommandPalette onClose={closed} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole('combobox', { name: 'Find a command' }), 'ideas{Enter}{Enter}');
  expect(closed).not.toHaveBeenCalled();
  commands.resolve([
    { id: 'batch', title: 'Batch', run: other },
    { id: 'ideas', title: 'Ideas', run },
  ]);
  await waitFor(() => expect(run).toHaveBeenCalledOnce());
  expect(closed).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
  stop();
});

it('Enter with nothing typed runs nothing that was not seen', async () => {
  const commands = Promise.withResolvers<Command[]>();
  const stop = offerCommands(() => commands.promise);
  const run = vi.fn<() => void>();
  render(<CommandPalette onClose={vi.fn<() => void>()} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole('combobox', { name: 'Find a command' }), '{Enter}');
  commands.resolve([{ id: 'generate', title: 'Generate', run }]);
  await screen.findByRole('option', { name: 'Generate' });
  expect(run).not.toHaveBeenCalled();
  stop();
});

it('a command that is a button of the list tells its key', async () => {
  const run = vi.fn<() => void>();
  const stop = offerCommands(() => [{ id: 'batch', title: 'Batch: many tasks at once', run }]);
  render(<CommandPalette onClose={vi.fn<() => void>()} />);
  expect(await screen.findByRole('option', { name: /at once\s*B$/ })).toBeTruthy();
  stop();
});
