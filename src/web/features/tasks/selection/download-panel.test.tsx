import '../../../../testing/dom-environment.ts';
import { waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { card, region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';

it('selected sounds are loaded in one zip, named as asked', async () => {
  const { app, made, openPage } = await startTaskList();
  const { id } = await made({ prompt: 'rain' });
  const asked: string[] = [];
  const user = openPage((path, init) => {
    if (path === '/api/downloads' && typeof init.body === 'string') asked.push(init.body);
    return app.request(path, init);
  });
  await card('rain');
  await user.click(region().getByRole('button', { name: 'Select' }));
  await user.click(await region().findByRole('checkbox', { name: 'Select rain' }));
  const bar = within(await region().findByRole('region', { name: 'Selected tasks' }));
  await user.click(bar.getByRole('button', { name: 'Download sounds…' }));
  expect(bar.getByText('_A.mp3').parentElement?.textContent).toBe('rain_A.mp3');
  await user.click(bar.getByRole('radio', { name: 'Both takes' }));
  await user.click(bar.getByRole('button', { name: 'Download 2 files as zip' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(JSON.parse(asked[0] ?? '{}')).toEqual({
    ids: [id],
    name: '{title}_{bpm}bpm_{key}_{take}_{edit}',
    takes: 'all',
  });
});
