import '../../../../testing/dom-environment.ts';
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Connection } from '#shared/connection.ts';
import { becauseOf } from '#shared/messages/not-kept.ts';
import { PROBLEM_CODES } from '#shared/problem.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { Heard } from '#shared/take/take-heard.ts';
import type { Task } from '#shared/task.ts';

import { renderInPage } from '../../../../testing/render-page.tsx';
import { startApp, type TestApp } from '../../../../testing/start-app.ts';
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
import { createApi } from '../../../api/api-client.ts';
import { toasts } from '../../../lib/toasts.ts';
import { sayProblem } from '../../../strings/problem-strings.ts';
import { TaskCard } from './task-card.tsx';

// They come with the first row that needs them.
beforeAll(() => Promise.all([import('../trouble/trouble-body.tsx'), import('../panel/row-panel.tsx')]));
let app: TestApp;
beforeEach(async () => {
  toasts.set([]);
  app = await startApp();
});
afterEach(cleanup);

function show(task: Task, connection: Partial<Connection> = {}) {
  const calls: string[] = [];
  const api = createApi(async (path, init) => {
    if (init.method !== 'GET') calls.push(`${init.method} ${path}`);
    const answer = await app.request(path, init);
    if (path !== '/api/connections') return answer;
    const [first] = (await answer.json()) as Connection[];
    return Response.json([{ ...first, ...connection }]);
  });
  const { edited } = renderInPage(api, <TaskCard task={task} />);
  return { edited, calls, user: userEvent.setup() };
}
const toastTexts = () => toasts.get().map(({ text }) => text);

const card = () => screen.getByRole('article');
const common = ['Notes and tags', 'Edit', 'Delete', 'Favourite', 'More actions'];
const names = () =>
  screen
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());

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
  ])('says its state in words and is named by its prompt ($state)', (task, word) => {
    show(task);
    expect(screen.getByText(word)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'soft rain' })).toBeTruthy();
  });

  it('shows key, tempo, loop and lyrics as asked', () => {
    show(
      readyTask({
        request: aRequest({ soundKey: 'D#m', soundTempo: 90, soundLoop: true, grabLyrics: true }),
      }),
    );
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toEqual(['D♯m', '90 BPM', 'Loop', 'Lyrics']);
    expect(card().dataset['hue']).toBe('180');
  });

  it('has each control once, by its agreed name', () => {
    show(readyTask());
    expect(names()).toEqual(['Copy taskId', 'Play take A', 'Play take B', 'Inspect', ...common]);
    const download = screen.getByRole('link', { name: 'Download take A' });
    expect(download.getAttribute('href')).toMatch(/^\/api\/tasks\/.*\/takes\/1\/audio\?download=1$/);
    expect(download.hasAttribute('download')).toBe(true);
  });

  it('copies its taskId', async () => {
    const task = readyTask();
    const { user } = show(task);
    await user.click(screen.getByRole('button', { name: 'Copy taskId' }));
    await vi.waitFor(() => expect(toastTexts()).toEqual([`Copied taskId ${task.taskId}`]));
    expect(await navigator.clipboard.readText()).toBe(task.taskId);
  });

  it('that waits is put back in the form only once it is certainly not sent', async () => {
    const { user, edited } = show(heldTask());
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    await vi.waitFor(() =>
      expect(toastTexts()).toEqual([expect.stringContaining('not put back in the form')]),
    );
    expect(edited).toEqual([]);
  });

  it('that was charged for sure asks before it is sent again', async () => {
    const { user, calls } = show(
      failedTask('timed-out', { problem: aProblem('timed-out', { charged: 'yes' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByRole('alert').textContent).toContain('sending it again will be charged too');
    expect(calls).toEqual([]);
  });

  it('puts its request back in the form', async () => {
    const { user, edited } = show(readyTask());
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(edited).toEqual([aRequest()]);
  });

  it.each([
    ['says in its details whose token it was sent by', 'Ana', ['Sent by Ana.']],
    ['says nothing of it where there is one person', null, []],
  ])('%s', async (_, by, said) => {
    const { user } = show(readyTask({ by }));
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    await screen.findByRole('textbox', { name: 'Title' });
    expect(screen.queryAllByText(/^Sent by/).map(({ textContent }) => textContent)).toEqual(said);
  });

  it('says what was understood of the prompt and what was not', async () => {
    const { user } = show(readyTask({ heard: ['rain (soft)'], notUnderstood: ['hippo'] }));
    expect(card().textContent).toContain('Not understood: hippo');
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    await screen.findByText('Understood: rain (soft).');
  });

  it('keeps the places of takes that are still to come', () => {
    const task = renderingTask({ stage: 'FIRST_SUCCESS' });
    show({ ...task, takes: [aTake(task.id, 1)] });
    expect(screen.getByRole('button', { name: 'Play take A' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Play take B' })).toBeNull();
    expect(card().textContent).toContain('Brendering');
  });

  it('says where it stands in line', async () => {
    show(
      heldTask({
        queue: { position: 3, sendAt: new Date(Date.now() + 7500).toISOString(), waitsFor: 'turn' },
      }),
    );
    await screen.findByText('Number 3 in line.');
    expect(card().textContent).toMatch(/Sends in [78]\ss\. Nothing was charged yet\./);
  });

  it('of a connection that was removed says so; a press on its way has none yet', async () => {
    show({ ...readyTask(), connection: { id: 'gone', name: 'Studio' } });
    show({ ...sendingTask(), connection: { id: '', name: '' } });
    await screen.findByTitle('Studio, removed');
    expect(screen.getAllByText(/removed/)).toHaveLength(1);
  });

  it('says that it will not be sent when it was made for another connection', () => {
    show(
      heldTask({
        connection: { id: 'env-api.example', name: 'api.example' },
        queue: { position: 1, sendAt: null, waitsFor: 'connection' },
      }),
    );
    expect(card().textContent).toContain('made for api.example');
    expect(names()).toContain('Choose another…');
  });
});

describe('a row', () => {
  const heard = {
    bpm: [{ bpm: 64, confidence: 0.9 }],
    key: null,
    loop: 'clean',
    lufs: -14,
    dbtp: -1,
    events: 9,
    version: 1,
  } as const;
  const measured = (change: Partial<Heard>, request: Partial<SoundRequest>) => {
    const task = readyTask({ request: aRequest(request) });
    return {
      ...task,
      takes: task.takes.map((take) => ({ ...take, heard: { ...heard, bpm: [...heard.bpm], ...change } })),
    };
  };
  const at = (bpm: number, confidence = 0.9) => ({ bpm: [{ bpm, confidence }] });

  it.each<[Partial<Heard>, Partial<SoundRequest>, string]>([
    [at(64), { soundTempo: 128 }, '128 BPM, as asked'],
    [at(127.4), { soundTempo: 126 }, 'asked 126, heard 127.4, near'],
    [at(100), { soundTempo: 128 }, 'asked 128, heard 100, not as asked'],
    [at(100, 0.2), { soundTempo: 128 }, '128 BPM, cannot tell'],
    [{ key: { key: 'Am', confidence: 0.9 } }, { soundKey: 'Am' }, 'Am, as asked'],
    [{ key: { key: 'F', confidence: 0.9 } }, { soundKey: 'Dm' }, 'asked Dm, heard F, near'],
    [{ key: { key: 'Gm', confidence: 0.9 } }, { soundKey: 'Cm' }, 'asked Cm, heard Gm, not as asked'],
    [{ key: { key: 'Gm', confidence: 0.2 } }, { soundKey: 'Cm' }, 'Cm, cannot tell'],
    [{ loop: 'click' }, { soundLoop: true }, 'clicks, not as asked'],
  ])('says whether what was heard is what was asked: %j of %j', (change, request, name) => {
    show(measured(change, request));
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('says what cannot be filtered by in words, not as a button that does nothing', () => {
    show(measured({ dbtp: 3.5 }, {}));
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toContain('clips, not as asked');
    expect(screen.queryByRole('button', { name: /^clips/ })).toBeNull();
  });

  it('says what was heard where nothing was asked', () => {
    show(measured({ ...at(107), key: { key: 'Bm', confidence: 0.8 } }, {}));
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toEqual(['Bm', '107 BPM']);
    cleanup();
    show(measured({ bpm: [], key: null }, {}));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['No pitch']);
  });

  it('is headed and named by the person’s own title, never by the vendor’s', () => {
    const task = readyTask({ title: 'Intro bed' });
    show(task);
    expect(screen.getByRole('article', { name: 'Intro bed soft rain' })).toBeTruthy();
    cleanup();
    show({ ...task, takes: task.takes.map((take) => ({ ...take, title: 'Intro bed' })) });
    expect(screen.getByRole('article', { name: 'soft rain' })).toBeTruthy();
  });

  it('whose links have ended without a copy is not offered as ready', async () => {
    const task = readyTask();
    const takes = task.takes.map((take) => ({ ...take, kept: false, expiresAt: '2026-11-22T11:00:00.000Z' }));
    show({ ...task, takes });
    await screen.findByText('The link has ended and no copy was kept.');
    expect(names()).not.toContain('Play take A');
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByText('Ready')).toBeNull();
    expect(card().textContent).not.toContain('No copy of');
  });

  it('of which no take could be fetched does not look as one that is ready', async () => {
    const task = readyTask();
    const unreached = { kept: false, keepProblem: 'The file could not be fetched: the connection failed.' };
    show({ ...task, takes: task.takes.map((take) => ({ ...take, ...unreached })) });
    await screen.findByText('No copy of A, B');
    expect(card().querySelector<HTMLElement>('.state')?.dataset['icon']).toBe('alert');
  });

  it('that was restored without audio and without a link says so, and has Edit', async () => {
    const task = readyTask();
    const ended = { kept: false, expiresAt: '2026-11-22T11:00:00.000Z', keepReason: becauseOf('noLink') };
    show({ ...task, takes: task.takes.map((take) => ({ ...take, ...ended })) });
    await screen.findByText('There is no copy of it and no link.');
    expect(names()).not.toContain('Play take A');
    expect(names()).toContain('Edit');
  });

  it('of which one take has ended without a copy plays the other, and says why in the opened row', async () => {
    const task = readyTask();
    const gone = { kept: false, expiresAt: '2026-11-22T11:00:00.000Z', keepProblem: 'The link has ended.' };
    const { user } = show({
      ...task,
      takes: task.takes.map((take) => (take.n === 1 ? { ...take, ...gone } : take)),
    });
    expect(names()).not.toContain('Play take A');
    expect(names()).toContain('Play take B');
    await screen.findByText('No copy of A');
    expect(card().textContent).not.toContain('rendering');
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    const sentences = await screen.findAllByText('No copy of take A is kept yet. The link has ended.');
    expect(sentences.some((each) => each.matches('p'))).toBe(true);
  });

  it('has at most 56 elements', () => {
    show(measured({}, { soundKey: 'Am', soundTempo: 128, soundLoop: true }));
    expect(card().querySelectorAll('*').length + 1).toBeLessThanOrEqual(56);
  });
});

describe('a problem', () => {
  it.each(PROBLEM_CODES)('%s is told with its cost and one way on', (code) => {
    const task = refusedTask(code);
    show(task);
    const { what } = sayProblem(code, task.connection);
    expect(card().textContent).toContain(`${what} Nothing was charged.`);
    const all = names();
    expect(all.filter((name) => name === 'Edit')).toHaveLength(1);
    expect(all.filter((name) => name === 'Retry')).toHaveLength(1);
  });

  it('links the page where keys are handed out when the key was not accepted', async () => {
    show(refusedTask('unauthorized'), { keyPage: 'https://api.box/api-key' });
    expect((await screen.findByRole('link', { name: 'Get a key' })).getAttribute('href')).toBe(
      'https://api.box/api-key',
    );
  });

  it('of a vendor that demands a callback names the way out, which only the server knows', () => {
    const problem = aProblem('invalid-request', { field: 'callBackUrl', message: 'Set PUBLIC_URL to it.' });
    show(refusedTask('invalid-request', { problem }));
    expect(card().textContent).toContain('Nothing was charged. Set PUBLIC_URL to it.');
  });

  it('shows the vendor’s words as plain text', async () => {
    const { user } = show(
      refusedTask('moderated', { problem: aProblem('moderated', { vendorMessage: '<b>no</b>' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Details' }));
    await screen.findByText('<b>no</b>');
    expect(screen.getByText('Words from Sandbox')).toBeTruthy();
    expect(card().querySelector('b')).toBeNull();
  });

  it('that may have cost something asks before it is sent again', async () => {
    const { user, calls } = show(
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
    const { user } = show(unknownTask({ bytes: 12, creditsBefore: 10, creditsAfter: 7.5 }));
    await user.click(screen.getByRole('button', { name: 'Details' }));
    await screen.findByText(/10 before, 7\.5 after/);
    await user.click(screen.getByRole('button', { name: 'Paste taskId…' }));
    await screen.findByRole('textbox', { name: 'taskId from apibox' });
    expect(names()).toEqual(
      expect.arrayContaining(['Use this taskId', 'Send again', 'Dismiss', 'Edit', 'Delete']),
    );
  });

  it('that timed out offers to look once more', () => {
    show(failedTask('timed-out'));
    expect(names()).toContain('Check now');
  });

  it('that renders for long says so, with Check now and Stop following', async () => {
    show(renderingTask({ slowSince: '2026-11-22T10:03:00.000Z' }));
    await screen.findByText(/^Taking longer than usual, /);
    expect(names()).toEqual(expect.arrayContaining(['Check now', 'Stop following']));
  });

  it('that hangs is asked about, or followed no longer, by one press each', async () => {
    const task = renderingTask({ slowSince: '2026-11-22T10:03:00.000Z' });
    const { user, calls } = show(task);
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Stop following' }));
    expect(calls).toEqual([`POST /api/tasks/${task.id}/check`, `POST /api/tasks/${task.id}/dismiss`]);
  });

  it('that is no longer followed keeps its taskId and can be followed again', () => {
    const { taskId } = readyTask();
    show({ ...dismissedTask(), taskId, heard: [], notUnderstood: [], takes: [] });
    expect(card().textContent).toContain('You stopped following it.');
    expect(names()).toEqual(expect.arrayContaining(['Copy taskId', 'Check now']));
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it.each([
    ['batch', 'Its batch is paused. Nothing was charged yet.', true],
    ['turn', 'Number 2 in line', false],
  ] as const)('that waits for its %s says so (M9)', (waitsFor, text, canResume) => {
    const queue = { position: 2, sendAt: null, waitsFor };
    show(heldTask({ queue, batch: { id: crypto.randomUUID(), name: 'rain' } }));
    expect(card().textContent).toContain(text);
    expect(names().includes('Resume batch')).toBe(canResume);
    expect(names()).not.toContain('Choose another…');
  });

  it('offers no Retry when the request is not wholly known', () => {
    show(failedTask('render-failed', { request: { ...aRequest(), prompt: null } }));
    expect(names()).not.toContain('Retry');
  });

  it('of a move that is refused is told on the card', async () => {
    const { user } = show(refusedTask('out-of-credits'));
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect((await screen.findByRole('alert')).textContent).toBe('There is no such task.');
  });
});
