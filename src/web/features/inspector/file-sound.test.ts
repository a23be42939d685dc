import { expect, it } from 'vitest';

import { takeFileName } from '#shared/take-file-name.ts';

import { askedFromName } from './file-sound.ts';

it('our own file names say again what was asked', () => {
  const asked = { bpm: 128, key: 'D#m', loop: true } as const;
  const name = takeFileName({ title: 'a big rain', ...asked, take: 1, taskId: 'a1b2c3' }, 'wav');
  expect(askedFromName(name)).toEqual(asked);
});

it.each([
  ['KICK_140 BPM_F#min.wav', { bpm: 140, key: 'F#m', loop: false }],
  ['Loop 90bpm Cmaj.mp3', { bpm: 90, key: 'C', loop: true }],
  ['A day in Bb.flac', { bpm: null, key: 'A#', loop: false }],
  ['take A 2024.wav', { bpm: null, key: 'Any', loop: false }],
  ['999bpm.wav', { bpm: null, key: 'Any', loop: false }],
])('%s is read as it is meant', (name, asked) => {
  expect(askedFromName(name)).toEqual(asked);
});
