import { expect } from '@playwright/test';

import { MainPage } from '../main-page.ts';
import type { Walk } from './page-state.ts';

export const troubleWithTheServer: Walk = {
  name: 'the server is another, or away',
  isEmpty: true,
  complains: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/],
  states: [
    {
      name: 'an update offered',
      isLooked: true,
      async open(page) {
        await page.route('**/api/tasks', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), 'x-build': 'newer' } });
        });
        await expect(await new MainPage(page).generateSound('rain [one-take]')).toContainText('Ready');
        await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
        await page.unrouteAll({ behavior: 'wait' });
      },
    },
    {
      name: 'offline, a sound not sent',
      isLooked: true,
      async open(page) {
        await page.route('**/api/**', (route) => route.abort());
        await expect(await new MainPage(page).generateSound('rain written offline')).toContainText(
          'Nothing is sent',
        );
        await expect(page.getByText('No connection to Cuesmith').first()).toBeVisible();
      },
    },
  ],
};
