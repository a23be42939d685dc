import '../../../../testing/dom-environment.ts';
import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { becauseOf } from '#shared/messages/not-kept.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { Heard } from '#shared/take/take-heard.ts';

import { buttonNames, card, serveCards, showCard } from '../../../../testing/pages/show-card.tsx';
import { aRequest, readyTask } from '../../../../testing/task-builders.ts';

serveCards();

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
  ])('says whether what was heard is what was asked: %j of %j', async (change, request, name) => {
    await showCard(measured(change, request));
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('says what cannot be filtered by in words, not as a button that does nothing', async () => {
    await showCard(measured({ dbtp: 3.5 }, {}));
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toContain('clips, not as asked');
    expect(screen.queryByRole('button', { name: /^clips/ })).toBeNull();
  });

  it('says what was heard where nothing was asked', async () => {
    await showCard(measured({ ...at(107), key: { key: 'Bm', confidence: 0.8 } }, {}));
    const chips = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(chips).toEqual(['Bm', '107 BPM']);
    cleanup();
    await showCard(measured({ bpm: [], key: null }, {}));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['No pitch']);
  });

  it('is headed and named by the person’s own title, never by the vendor’s', async () => {
    const task = readyTask({ title: 'Intro bed' });
    await showCard(task);
    expect(screen.getByRole('article', { name: 'Intro bed soft rain' })).toBeTruthy();
    cleanup();
    await showCard({ ...task, takes: task.takes.map((take) => ({ ...take, title: 'Intro bed' })) });
    expect(screen.getByRole('article', { name: 'soft rain' })).toBeTruthy();
  });

  it('whose links have ended without a copy is not offered as ready', async () => {
    const task = readyTask();
    const takes = task.takes.map((take) => ({ ...take, kept: false, expiresAt: '2026-11-22T11:00:00.000Z' }));
    await showCard({ ...task, takes });
    await screen.findByText('The link has ended and no copy was kept.');
    expect(buttonNames()).not.toContain('Play take A');
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByText('Ready')).toBeNull();
    expect(card().textContent).not.toContain('No copy of');
  });

  it('of which no take could be fetched does not look as one that is ready', async () => {
    const task = readyTask();
    const unreached = { kept: false, keepProblem: 'The file could not be fetched: the connection failed.' };
    await showCard({ ...task, takes: task.takes.map((take) => ({ ...take, ...unreached })) });
    await screen.findByText('No copy of A, B');
    expect(card().querySelector<HTMLElement>('.state')?.dataset['icon']).toBe('alert');
  });

  it('that was restored without audio and without a link says so, and has Edit', async () => {
    const task = readyTask();
    const ended = { kept: false, expiresAt: '2026-11-22T11:00:00.000Z', keepReason: becauseOf('noLink') };
    await showCard({ ...task, takes: task.takes.map((take) => ({ ...take, ...ended })) });
    await screen.findByText('There is no copy of it and no link.');
    expect(buttonNames()).not.toContain('Play take A');
    expect(buttonNames().filter((name) => name === 'Edit')).toHaveLength(1);
  });

  it('of which one take has ended without a copy plays the other, and says why in the opened row', async () => {
    const task = readyTask();
    const gone = { kept: false, expiresAt: '2026-11-22T11:00:00.000Z', keepProblem: 'The link has ended.' };
    const { user } = await showCard({
      ...task,
      takes: task.takes.map((take) => (take.n === 1 ? { ...take, ...gone } : take)),
    });
    expect(buttonNames()).not.toContain('Play take A');
    expect(buttonNames()).toContain('Play take B');
    await screen.findByText('No copy of A');
    expect(card().textContent).not.toContain('rendering');
    await user.click(screen.getByRole('button', { name: 'Notes and tags' }));
    const sentences = await screen.findAllByText('No copy of take A is kept yet. The link has ended.');
    expect(sentences.some((each) => each.matches('p'))).toBe(true);
  });

  it('has at most 56 elements', async () => {
    await showCard(measured({}, { soundKey: 'Am', soundTempo: 128, soundLoop: true }));
    expect(card().querySelectorAll('*').length + 1).toBeLessThanOrEqual(56);
  });
});
