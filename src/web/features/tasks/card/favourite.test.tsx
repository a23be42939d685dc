import '../../../../testing/dom-environment.ts';
import { expect, it } from 'vitest';

import { card, region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';

it('a card is made a favourite with one press', async () => {
  const { app, made, openPage } = await startTaskList();
  const { id } = await made({ prompt: 'rain' });
  const user = openPage();
  await card('rain');
  await user.click(region().getByRole('button', { name: 'Favourite', pressed: false }));
  await region().findByRole('button', { name: 'Favourite', pressed: true });
  expect(app.tasks.get(id).favourite).toBe(true);
});
