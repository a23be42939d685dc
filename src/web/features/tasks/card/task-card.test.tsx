import '../../../../testing/dom-environment.ts';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';

import { buttonNames, card, serveCards, showCard } from '../../../../testing/pages/show-card.tsx';
import {
  aProblem,
  aRequest,
  aTake,
  cancelledTask,
  dismissedTask,
  failedTask,
  heldTask,
  readyTask,
  refusedTask,
  renderingTask,
  sendingTask,
  unknownTask,
} from '../../../../testing/task-builders.ts';
import { announcement } from '../../../lib/announce.ts';
import { toasts } from '../../../lib/toasts.ts';

serveCards();

const toastTexts = () => toasts.get().map(({ text }) => text);
const pictureOf = (name: string) => screen.getByRole('button', { name }).dataset['icon'];
const common = ['Notes and tags', 'Edit', 'Delete', 'Favourite', 'More actions'];

describe('a card', () => {
  it.each([
    [heldTask(), 'Waiting'],
    [sendingTask(), 'Sending'],
    [renderingTask(), 'Queued'],
    [renderingTask({ stage: 'TEXT_SUCCESS' }), 'Rendering'],
    [readyTask(), 'Ready'],
    [refusedTask('unreachable'), 'Refused'],
    [failedTask('render-failed'), 'Failed'],
    [unknownTask(), 'Outcome unknown'],
    [dismissedTask(), 'Dismissed'],
    [cancelledTask(), 'Cancelled'],
  ])('says its state in words and is named by its prompt ($state)', async (task, word) => {
    await showCard(task);
    expect(screen.getByText(word)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'soft rain' })).toBeTruthy();
  });

  it('shows key, tempo, loop and lyrics as asked', async () => {
    await showCard(
      readyTask({
        request: aRequest({ soundKey: 'D#m', soundTempo: 90, soundLoop: true, grabLyrics: true }),
      }),
    );
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toEqual(['D♯m', '90 BPM', 'Loop', 'Lyrics']);
    expect(card().dataset['hue']).toBe('180');
  });

  it('has each control once, by its agreed name', async () => {
    await showCard(readyTask());
    expect(buttonNames()).toEqual(['Copy taskId', 'Play take A', 'Play take B', 'Inspect', ...common]);
    const download = screen.getByRole('link', { name: 'Download take A' });
    expect(download.getAttribute('href')).toMatch(/^\/api\/tasks\/.*\/takes\/1\/audio\?download=1$/);
    expect(download.hasAttribute('download')).toBe(true);
  });

  it('copies its taskId', async () => {
    const task = readyTask();
    const { user } = await showCard(task);
    await user.click(screen.getByRole('button', { name: 'Copy taskId' }));
    await vi.waitFor(() => expect(announcement.get().text).toBe(`Copied taskId ${task.taskId}`));
    expect(await navigator.clipboard.readText()).toBe(task.taskId);
    expect(pictureOf('Copy taskId')).toBe('check');
    // The check mark says it: a notice is drawn slower than that.
    expect(toastTexts()).toEqual([]);
  });

  it('shows no check mark where the browser refuses to copy', async () => {
    const { user } = await showCard(readyTask());
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    Object.assign(document, { execCommand: () => false });
    await user.click(screen.getByRole('button', { name: 'Copy taskId' }));
    await vi.waitFor(() => expect(toastTexts()).toEqual(['The browser did not allow copying.']));
    expect(pictureOf('Copy taskId')).toBe('copy');
  });

  it('that waits is put back in the form only once it is certainly not sent', async () => {
    const { user, edited } = await showCard(heldTask());
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    await vi.waitFor(() =>
      expect(toastTexts()).toEqual([expect.stringContaining('not put back in the form')]),
    );
    expect(edited).toEqual([]);
  });

  it('that was charged for sure asks before it is sent again', async () => {
    const { user, calls } = await showCard(
      failedTask('timed-out', { problem: aProblem('timed-out', { charged: 'yes' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByRole('alert').textContent).toContain('sending it again will be charged too');
    expect(calls).toEqual([]);
  });

  it('puts its request back in the form', async () => {
    const { user, edited } = await showCard(readyTask());
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(edited).toEqual([aRequest()]);
  });

  it.each([
    ['says in its details whose token it was sent by', 'Ana', ['Sent by Ana.']],
    ['says nothing of it where there is one person', null, []],
  ])('%s', async (_, by, said) => {
    const { user } = await showCard(readyTask({ by }));
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    await screen.findByRole('textbox', { name: 'Title' });
    expect(screen.queryAllByText(/^Sent by/).map(({ textContent }) => textContent)).toEqual(said);
  });

  it('says what was understood of the prompt and what was not', async () => {
    const { user } = await showCard(readyTask({ heard: ['rain (soft)'], notUnderstood: ['hippo'] }));
    expect(card().textContent).toContain('Not understood: hippo');
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    await screen.findByText('Understood: rain (soft).');
  });

  it('keeps the places of takes that are still to come', async () => {
    const task = renderingTask({ stage: 'FIRST_SUCCESS' });
    await showCard({ ...task, takes: [aTake(task.id, 1)] });
    expect(screen.getByRole('button', { name: 'Play take A' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Play take B' })).toBeNull();
    expect(card().textContent).toContain('Brendering');
  });

  it('says where it stands in line', async () => {
    await showCard(
      heldTask({
        queue: { position: 3, sendAt: new Date(Date.now() + 7500).toISOString(), waitsFor: 'turn' },
      }),
    );
    await screen.findByText('Number 3 in line.');
    expect(card().textContent).toMatch(/Sends in [78]\ss\. Nothing was charged yet\./);
  });

  it('of a connection that was removed says so; a press on its way has none yet', async () => {
    await showCard({ ...readyTask(), connection: { id: 'gone', name: 'Studio' } });
    await showCard({ ...sendingTask(), connection: { id: '', name: '' } });
    await screen.findByTitle('Studio, removed');
    expect(screen.getAllByText(/removed/)).toHaveLength(1);
  });

  it('says that it will not be sent when it was made for another connection', async () => {
    await showCard(
      heldTask({
        connection: { id: 'env-api.example', name: 'api.example' },
        queue: { position: 1, sendAt: null, waitsFor: 'connection' },
      }),
    );
    expect(card().textContent).toContain('made for api.example');
    expect(buttonNames()).toContain('Choose another…');
  });
});
