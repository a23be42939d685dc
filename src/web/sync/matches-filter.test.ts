import { describe, expect, it } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { aRequest, aTake, heldTask, readyTask } from '../../testing/task-builders.ts';
import { orderOf, matchesFilter } from './matches-filter.ts';

const request = aRequest({ prompt: 'Soft rain on tin', soundKey: 'C#', soundTempo: 90, soundLoop: true });
const task = readyTask({ request, tags: ['scene 4', 'wet'], notes: 'for the intro', favourite: true });
const fits = (query: Record<string, string>) => matchesFilter(task, new URLSearchParams(query));

describe('a new task', () => {
  it.each([
    { q: 'rain TIN' },
    { q: 'intro scene' },
    { q: task.taskId },
    { state: 'held,ready' },
    { key: 'Am,C#' },
    { bpmMin: '90' },
    { bpmMin: '80', bpmMax: '90' },
    { loop: 'true', lyrics: 'false' },
    { favourite: 'true', kept: 'true' },
    { tag: 'wet' },
    { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' },
    { upstream: 'sandbox' },
  ])('is placed in a list of %j', (query) => {
    expect(fits(query)).toBe(true);
  });

  it.each([
    { q: 'rain drum' },
    { state: 'held' },
    { key: 'Am' },
    { bpmMax: '89' },
    { loop: 'false' },
    { kept: 'false' },
    { tag: 'we' },
    { from: '2026-11-23T00:00:00.000Z' },
    { batch: '6f1c2f3a-5f0e-4d0c-9a8e-0a0b0c0d0e0f' },
  ])('is not placed in a list of %j', (query) => {
    expect(fits(query)).toBe(false);
  });

  it('at Auto is in no range of BPM', () => {
    const auto = readyTask({ request: aRequest({ soundTempo: null }) });
    expect(matchesFilter(auto, new URLSearchParams('bpmMin=1'))).toBe(false);
  });

  it('without takes is neither kept nor not kept', () => {
    for (const kept of ['true', 'false'])
      expect(matchesFilter(heldTask(), new URLSearchParams({ kept }))).toBe(false);
    const half = readyTask({ takes: [aTake('a', 1), { ...aTake('a', 2), kept: false }] });
    expect(matchesFilter(half, new URLSearchParams({ kept: 'false' }))).toBe(true);
  });
});

it.each([
  ['newest', ['c', 'b', 'a']],
  ['oldest', ['a', 'b', 'c']],
  ['prompt', ['a', 'b', 'c']],
  ['bpm', ['b', 'c', 'a']],
] as const)('a list in the order %s places it there', (sort, prompts) => {
  const made = (prompt: string, minute: number, soundTempo: SoundRequest['soundTempo']) =>
    readyTask({ createdAt: `2026-11-22T10:0${minute}:00.000Z`, request: aRequest({ prompt, soundTempo }) });
  const tasks = [made('b', 2, 60), made('a', 1, null), made('c', 3, 90)];
  expect(tasks.toSorted(orderOf(new URLSearchParams({ sort }))).map((each) => each.request.prompt)).toEqual(
    prompts,
  );
});
