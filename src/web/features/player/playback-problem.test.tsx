import '../../../testing/dom-environment.ts';
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { serverBackAt } from '../../lib/server-clock.ts';
import { PlaybackProblem } from './playback-problem.tsx';

it('why a take did not load is forgotten once the server that was away is back', () => {
  const { container } = render(<PlaybackProblem name="take A" isRendering={false} />);
  expect(screen.getByText(/take A/)).toBeTruthy();
  act(() => serverBackAt.set(performance.now() + 1));
  expect(container.textContent).toBe('');
});
