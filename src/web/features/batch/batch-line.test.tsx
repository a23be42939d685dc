import '../../../testing/dom-environment.ts';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import { TASK_STATES, type TaskState } from '#shared/task.ts';

import { renderInPage } from '../../../testing/pages/render-page.tsx';
import { createApi } from '../../api/api-client.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { BatchLine } from './batch-line.tsx';

afterEach(cleanup);

const SECOND = 1000;

function show(counts: Partial<Record<TaskState, number>>, vendor: string, sinceMs = 0, paused = false) {
  const api = createApi(() => Response.json({}));
  const none = Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<TaskState, number>;
  const batch = {
    id: 'b1',
    name: 'Rain',
    createdAt: new Date(serverNow() - sinceMs).toISOString(),
    paused,
    total: 36,
    counts: { ...none, ...counts },
    lastSendAt: null,
  };
  const nothing = () => {};
  const on = { onCancel: nothing, onCompare: nothing, onShow: nothing, onHide: nothing };
  renderInPage(api, <BatchLine api={api} batch={batch} vendor={vendor} {...on} />);
}
const line = () => screen.getByRole('listitem').textContent;

it('says how long it still takes while all are rendering', () => {
  show({ ready: 20, failed: 1, rendering: 15 }, 'sandbox');
  expect(line()).toMatch(/1 failed · 15\srendering · about\s\d+\ss left/);
  cleanup();
  show({ ready: 20, rendering: 16 }, 'apibox', 30 * SECOND);
  expect(line()).toMatch(/about\s(3\d|40)\ss left/);
});

it.each([
  ['is paused', { ready: 30, held: 5, rendering: 1 }, 0, true],
  ['has ended', { ready: 36 }, 0, false],
  ['takes longer than usual', { ready: 20, rendering: 16 }, 600 * SECOND, false],
])('does not say so of one that %s', (_what, counts, sinceMs, paused) => {
  show(counts, 'apibox', sinceMs, paused);
  expect(line()).not.toContain('left');
});
