import { expect, it } from 'vitest';

import { emptySound } from '#shared/empty-sound.ts';

import { diffRequests, diffWords } from './request-diff.ts';

it('what differs between two requests is told in the order of the form', () => {
  const before = { ...emptySound, prompt: 'soft rain', soundKey: 'Am' as const, soundTempo: 90 };
  const after = {
    ...before,
    prompt: 'soft distant rain',
    soundKey: 'C' as const,
    soundTempo: null,
    soundLoop: true,
  };
  expect(diffRequests(before, after)).toEqual([
    {
      field: 'prompt',
      parts: [
        { text: 'soft', is: 'same' },
        { text: 'distant', is: 'added' },
        { text: 'rain', is: 'same' },
      ],
    },
    { field: 'soundKey', from: 'Am', to: 'C' },
    { field: 'soundTempo', from: '90', to: 'Auto' },
    { field: 'soundLoop', from: 'off', to: 'on' },
  ]);
});

it('blanks alone are no difference', () => {
  const rain = { ...emptySound, prompt: 'rain' };
  expect(diffRequests(rain, { ...rain, prompt: ' rain ' })).toEqual([]);
});

it.each([
  ['a b c', 'a x c'],
  ['', 'a b'],
  ['a b', ''],
  ['the rain on the roof', 'rain off the tin roof'],
])(
  'from "%s" to "%s": what stays and goes is the first, what stays and comes the second',
  (before, after) => {
    const parts = diffWords(before, after);
    const without = (kind: string) =>
      parts
        .filter(({ is }) => is !== kind)
        .map(({ text }) => text)
        .join(' ');
    expect(without('added')).toBe(before);
    expect(without('removed')).toBe(after);
  },
);
