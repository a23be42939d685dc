import '../../testing/dom-environment.ts';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import { serverBackAt } from '../lib/server-clock.ts';
import { lazyComponent } from './lazy-component.tsx';

afterEach(() => {
  cleanup();
  serverBackAt.set(0);
});

it('a part that did not come is fetched again once the server is back, and nothing is said of it then', async () => {
  let isAway = true;
  const load = () =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve({ Part: () => <b>here</b> });
  const Part = lazyComponent(load, 'Part');
  render(<Part />);
  expect(await screen.findByRole('alert')).toBeTruthy();
  isAway = false;
  act(() => serverBackAt.set(1));
  expect(await screen.findByText('here')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
