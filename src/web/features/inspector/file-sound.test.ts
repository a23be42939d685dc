import { expect, it } from 'vitest';

import { takeFileName } from '#shared/take-file-name.ts';

import { bytes, id3, id3Frame, mp3Frames } from '../../../testing/sound-file-fixtures.ts';
import { askedFromName, soundsOfFiles } from './file-sound.ts';

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
  ['loop_87.5bpm.wav', { bpm: 87.5, key: 'Any', loop: true }],
  ['rain_87-5bpm_D#m_v2.wav', { bpm: 87.5, key: 'D#m', loop: false }],
  ['kick 01-90bpm.wav', { bpm: 90, key: 'Any', loop: false }],
  ['2.120 bpm.wav', { bpm: 120, key: 'Any', loop: false }],
  ['BPM_174 break.aif', { bpm: 174, key: 'Any', loop: false }],
  ['999bpm.wav', { bpm: null, key: 'Any', loop: false }],
])('%s is read as it is meant', (name, asked) => {
  expect(askedFromName(name)).toEqual(asked);
});

it('only files that hold audio, or nearly, become sounds', async () => {
  const picture = id3(id3Frame('TIT2', 'x'));
  const files = [
    new File(['To do: rain, thunder'], 'notes.txt'),
    new File([mp3Frames(3)], 'rain.mp3'),
    new File([bytes(picture, mp3Frames(3))], 'tagged.mp3'),
    new File([bytes('wvpk', new Uint8Array(20))], 'known.wv'),
    new File([mp3Frames(4).subarray(200)], 'cut.mp3'),
    new File(['To do: rain, thunder'], 'notes.mp3'),
    new File([''], 'empty.wav'),
    new File([bytes('PK', [3, 4], new Uint8Array(200))], 'rain.wav'),
  ];
  const { sounds, refused } = await soundsOfFiles(files);
  expect(sounds.map(({ title }) => title)).toEqual(['rain.mp3', 'tagged.mp3', 'known.wv', 'cut.mp3']);
  expect(refused).toEqual(['notes.txt', 'notes.mp3', 'empty.wav', 'rain.wav']);
});
