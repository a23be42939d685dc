import '../../../../testing/dom-environment.ts';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { renderInPage } from '../../../../testing/pages/render-page.tsx';
import { startApp } from '../../../../testing/start-app.ts';
import { createApi } from '../../../api/api-client.ts';
import { SelectionBar } from './selection-bar.tsx';

afterEach(cleanup);

describe('what to do first', () => {
  it.each([
    ['with a mouse', true, 'Select tasks with their boxes; Shift takes a range.'],
    ['where only fingers press', false, 'Select tasks with their boxes.'],
  ])('is said %s', async (_where, hasMouse, sentence) => {
    vi.spyOn(globalThis, 'matchMedia').mockImplementation(
      (query) => ({ matches: hasMouse && query === '(any-pointer: fine)' }) as MediaQueryList,
    );
    const app = await startApp();
    renderInPage(
      createApi((path, init) => app.request(path, init)),
      <SelectionBar selected={[]} shown={[]} />,
    );
    expect(screen.getByText(sentence)).toBeTruthy();
  });
});
