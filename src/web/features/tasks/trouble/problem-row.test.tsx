import '../../../../testing/dom-environment.ts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { PROBLEM_CODES } from '#shared/problem.ts';

import { buttonNames, card, serveCards, showCard } from '../../../../testing/pages/show-card.tsx';
import {
  aProblem,
  aRequest,
  dismissedTask,
  failedTask,
  heldTask,
  readyTask,
  refusedTask,
  renderingTask,
  unknownTask,
} from '../../../../testing/task-builders.ts';
import { sayProblem } from '../../../strings/problem-strings.ts';

serveCards();

describe('a problem', () => {
  it.each(PROBLEM_CODES)('%s is told with its cost and one way on', async (code) => {
    const task = refusedTask(code);
    await showCard(task);
    const { what } = sayProblem(code, task.connection);
    expect(card().textContent).toContain(`${what} Nothing was charged.`);
    const all = buttonNames();
    expect(all.filter((name) => name === 'Edit')).toHaveLength(1);
    expect(all.filter((name) => name === 'Retry')).toHaveLength(1);
  });

  it('links the page where keys are handed out when the key was not accepted', async () => {
    await showCard(refusedTask('unauthorized'), { keyPage: 'https://api.box/api-key' });
    expect((await screen.findByRole('link', { name: 'Get a key' })).getAttribute('href')).toBe(
      'https://api.box/api-key',
    );
  });

  it('of a vendor that demands a callback names the way out, which only the server knows', async () => {
    const problem = aProblem('invalid-request', { field: 'callBackUrl', message: 'Set PUBLIC_URL to it.' });
    await showCard(refusedTask('invalid-request', { problem }));
    expect(card().textContent).toContain('Nothing was charged. Set PUBLIC_URL to it.');
  });

  it('shows the vendor’s words as plain text', async () => {
    const { user } = await showCard(
      refusedTask('moderated', { problem: aProblem('moderated', { vendorMessage: '<b>no</b>' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Details' }));
    await screen.findByText('<b>no</b>');
    expect(screen.getByText('Words from Sandbox')).toBeTruthy();
    expect(card().querySelector('b')).toBeNull();
  });

  it('that may have cost something asks before it is sent again', async () => {
    const { user, calls } = await showCard(
      refusedTask('server-error', { problem: aProblem('server-error', { charged: 'unsure' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByRole('alert').textContent).toContain('may charge it twice');
    expect(calls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keep as it is' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(calls).toEqual([]);
  });

  it('of an unknown outcome takes a taskId, sends again on purpose, or is dismissed', async () => {
    const { user } = await showCard(unknownTask({ bytes: 12, creditsBefore: 10, creditsAfter: 7.5 }));
    await user.click(screen.getByRole('button', { name: 'Details' }));
    await screen.findByText(/10 before, 7\.5 after/);
    await user.click(screen.getByRole('button', { name: 'Paste taskId…' }));
    await screen.findByRole('textbox', { name: 'taskId from apibox' });
    expect(buttonNames()).toEqual(
      expect.arrayContaining(['Use this taskId', 'Send again', 'Dismiss', 'Edit', 'Delete']),
    );
  });

  it('that timed out offers to look once more', async () => {
    await showCard(failedTask('timed-out'));
    expect(buttonNames()).toContain('Check now');
  });

  it('that renders for long says so, with Check now and Stop following', async () => {
    await showCard(renderingTask({ slowSince: '2026-11-22T10:03:00.000Z' }));
    await screen.findByText(/^Taking longer than usual, /);
    expect(buttonNames()).toEqual(expect.arrayContaining(['Check now', 'Stop following']));
  });

  it('that hangs is asked about, or followed no longer, by one press each', async () => {
    const task = renderingTask({ slowSince: '2026-11-22T10:03:00.000Z' });
    const { user, calls } = await showCard(task);
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Stop following' }));
    expect(calls).toEqual([`POST /api/tasks/${task.id}/check`, `POST /api/tasks/${task.id}/dismiss`]);
  });

  it('that is no longer followed keeps its taskId and can be followed again', async () => {
    const { taskId } = readyTask();
    await showCard({ ...dismissedTask(), taskId, heard: [], notUnderstood: [], takes: [] });
    expect(card().textContent).toContain('You stopped following it.');
    expect(buttonNames()).toEqual(expect.arrayContaining(['Copy taskId', 'Check now']));
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it.each([
    ['batch', 'Its batch is paused. Nothing was charged yet.', true],
    ['turn', 'Number 2 in line', false],
  ] as const)('that waits for its %s says so (M9)', async (waitsFor, text, canResume) => {
    const queue = { position: 2, sendAt: null, waitsFor };
    await showCard(heldTask({ queue, batch: { id: crypto.randomUUID(), name: 'rain' } }));
    expect(card().textContent).toContain(text);
    expect(buttonNames().includes('Resume batch')).toBe(canResume);
    expect(buttonNames()).not.toContain('Choose another…');
  });

  it('offers no Retry when the request is not wholly known', async () => {
    await showCard(failedTask('render-failed', { request: { ...aRequest(), prompt: null } }));
    expect(buttonNames()).not.toContain('Retry');
  });

  it('of a move that is refused is told on the card', async () => {
    const { user } = await showCard(refusedTask('out-of-credits'));
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect((await screen.findByRole('alert')).textContent).toBe('There is no such task.');
  });
});
