import { expect } from '@playwright/test';

import { cards, dialog, openInspector, press, type Walk } from './page-state.ts';

export const aPhone: Walk = {
  name: 'a phone',
  viewport: { width: 390, height: 844 },
  states: [
    { name: 'the page', open: async (page) => await expect(cards(page).first()).toBeVisible() },
    {
      name: 'the filters',
      async open(page) {
        await press(page, 'Filters');
        await expect(dialog(page, 'Filters').getByRole('combobox', { name: 'Order' })).toBeVisible();
      },
    },
    {
      name: 'the inspector',
      async open(page) {
        await cards(page)
          .filter({ hasText: 'drum loop in C' })
          .first()
          .getByRole('button', { name: 'More actions' })
          .click();
        await openInspector(page);
      },
    },
  ],
};
