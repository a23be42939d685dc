import '../../../../testing/dom-environment.ts';
import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';
import type { TestApp } from '../../../../testing/start-app.ts';
import { aRequest } from '../../../../testing/task-builders.ts';

describe('Retry all', () => {
  /** That many tasks that the vendor has refused for want of a free slot. */
  const refuse = async (app: TestApp, count: number) => {
    const items = Array.from({ length: count }, (_, n) => ({
      id: crypto.randomUUID(),
      request: aRequest({ prompt: `rain ${n} [429]` }),
    }));
    await app.submit(...items);
    await waitFor(() => expect(app.tasks.list({ state: ['refused'] }).total).toBe(count));
    return items;
  };

  it('sends each once, on a filtered list too, and is then offered no more (M1)', async () => {
    const { app, openPage } = await startTaskList();
    await refuse(app, 3);
    history.replaceState(null, '', '/?state=refused');
    const user = openPage();
    await user.click(await region().findByRole('button', { name: 'Retry all 3' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(6));
    // The three new ones are refused too, and may be sent again; the three old ones never.
    await region().findByRole('button', { name: 'Retry all 3' });
    const old = app.tasks.list({ retryable: false, state: ['refused'] }).tasks;
    expect(old.every(({ resentAs }) => resentAs !== null)).toBe(true);
    expect(old).toHaveLength(3);
  });

  it('counts anew when another tab has deleted one', async () => {
    const { app, openPage } = await startTaskList();
    const [first] = await refuse(app, 3);
    history.replaceState(null, '', '/?state=refused');
    openPage();
    await region().findByRole('button', { name: 'Retry all 3' });
    app.tasks.remove(first?.id ?? '', { forever: false });
    expect(await region().findByRole('button', { name: 'Retry all 2' })).toBeTruthy();
  });

  it('counts and sends what the server has, not what is loaded, in one request (M21)', async () => {
    const { app, openPage } = await startTaskList({ env: { SOUNDS_PACE: '1000/1s' } });
    await refuse(app, 70);
    const bodies: string[] = [];
    const user = openPage((path, init) => {
      if (path === '/api/tasks/bulk' && typeof init.body === 'string') bodies.push(init.body);
      return app.request(path, init);
    });
    await user.click(await region().findByRole('button', { name: 'Retry all 70' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(140));
    expect(bodies).toHaveLength(1);
    const { items } = JSON.parse(bodies[0] ?? '{}') as { items: unknown[] };
    expect(items).toHaveLength(70);
  });
});
