import '../../../testing/dom-environment.ts';
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { card, region, startTaskList } from '../../../testing/pages/task-list-page.tsx';
import type { Send } from '../../api/api-client.ts';

/** A backup of one task, `rain`, as a file to restore. */
async function rainBackup() {
  const { app, made } = await startTaskList();
  await made({ prompt: 'rain' });
  const saved = await (await app.request('/api/export')).text();
  await app.stop();
  return new window.File([saved], 'cuesmith.json', { type: 'application/json' });
}

/** The dialog on an empty app, that file chosen and its preview read. */
async function openPreview(file: File, hold?: (path: string) => Promise<void>) {
  const { app, openPage } = await startTaskList();
  const send: Send = async (path, init) => {
    await hold?.(path);
    return app.request(path, init);
  };
  const user = openPage(send);
  await user.click(region().getByRole('button', { name: 'List actions' }));
  await user.click(await region().findByRole('button', { name: 'Backup' }));
  await user.upload(await region().findByLabelText('Restore from a file'), file);
  await region().findByText('1 new, will be added');
  return { app, user };
}
const fileField = () => region().getByLabelText<HTMLInputElement>('Restore from a file');

it('a backup is previewed before it is restored, and comes back after a wipe', async () => {
  const { app, user } = await openPreview(await rainBackup());
  expect(app.tasks.list({}).total).toBe(0);
  await user.click(region().getByRole('button', { name: 'Restore 1 task' }));
  await card('rain');
  expect(app.tasks.list({}).total).toBe(1);
  // Seen in its place, and said once.
  await region().findByText('Restored. 1 task added.');
  const texts = screen.getAllByText('Restored. 1 task added.');
  expect(texts.filter((text) => text.closest('output, [aria-live]'))).toHaveLength(1);
});

it('while a restore runs no other file can be chosen; after it one can', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const file = await rainBackup();
  const { app, user } = await openPreview(file, async (path) => {
    if (path === '/api/import') await promise;
  });
  expect(fileField().disabled).toBe(false);
  await user.click(region().getByRole('button', { name: 'Restore 1 task' }));
  await region().findByRole('button', { name: 'Restoring' });
  expect(fileField().disabled).toBe(true);
  await user.upload(fileField(), new window.File(['{}'], 'other.json', { type: 'application/json' }));
  expect(region().getByText('1 new, will be added')).toBeTruthy();
  resolve();
  await card('rain');
  await waitFor(() => expect(fileField().disabled).toBe(false));
  expect(app.tasks.list({}).total).toBe(1);
});
