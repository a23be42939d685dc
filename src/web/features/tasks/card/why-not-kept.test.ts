import { expect, test } from 'vitest';

import { becauseOf, sayNotKept } from '#shared/messages/not-kept.ts';
import type { Take } from '#shared/task.ts';

import { readyTask } from '../../../../testing/task-builders.ts';
import { sayWhy, whyNotKept } from './why-not-kept.ts';

const ended = becauseOf('linkEnded', 'apibox', 404);
const german = {
  linkEnded: (name: string, status: number) => `Der Link von ${name} ist abgelaufen (HTTP ${status}).`,
  brokeOff: 'Der Download brach ab.',
};
const aTake = (change: Partial<Take>): Take => {
  const [take] = readyTask().takes;
  if (!take) throw new Error('A ready task has takes.');
  return { ...take, kept: false, ...change };
};

test.each<[string, Partial<Take>, string]>([
  ['by code, with what it names', { keepReason: ended }, 'Der Link von apibox ist abgelaufen (HTTP 404).'],
  ['by a code that names nothing', { keepReason: becauseOf('brokeOff') }, 'Der Download brach ab.'],
  ['that an earlier release wrote', {}, 'As the server wrote it.'],
  ['by a code of a later release', { keepReason: becauseOf('notAudio', 'x') }, 'As the server wrote it.'],
])('why a take was not kept, %s, is said in the language of the page where it can be', (_, change, said) => {
  expect(sayWhy(aTake({ keepProblem: 'As the server wrote it.', ...change }), german)).toBe(said);
});

test('in English it is the sentence of the server', () => {
  const take = aTake({ keepProblem: sayNotKept(ended), keepReason: ended });
  expect(whyNotKept(readyTask({ takes: [take] }))).toEqual([
    { n: 1, text: 'No copy of take A is kept yet. The link from apibox has ended (HTTP 404).' },
  ]);
});
