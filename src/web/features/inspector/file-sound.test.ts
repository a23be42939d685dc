import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { expect, it } from 'vitest';

import { takeFileName } from '#shared/take-file-name.ts';

import { bytes, id3, id3Frame, mp3Frames } from '../../../testing/sound-file-fixtures.ts';
import { askedFromName, soundsOfFiles, titleOfFile } from './file-sound.ts';

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
  ['break-120bpm-loop_128bpm_loop_v2.wav', { bpm: 128, key: 'Any', loop: true }],
  ['BPM_174 break.aif', { bpm: 174, key: 'Any', loop: false }],
  ['999bpm.wav', { bpm: null, key: 'Any', loop: false }],
])('%s is read as it is meant', (name, asked) => {
  expect(askedFromName(name)).toEqual(asked);
});

it.each([
  ['break 120bpm loop.wav', { bpm: 128, key: 'Any', loop: true }, 'break'],
  ['KICK_140 BPM_F#min.wav', { bpm: 140, key: 'Gm', loop: false }, 'KICK'],
  ['kick 01-90bpm.wav', { bpm: 90, key: null, loop: false }, 'kick 01'],
  ['90bpm.wav', { bpm: 90, key: null, loop: false }, '90bpm'],
  ['Loop in Bb 90bpm.wav', { bpm: null, key: null, loop: false }, 'Loop in Bb 90bpm'],
  ['As It Was 120bpm.wav', { bpm: 120, key: 'Am', loop: false }, 'As It Was'],
  ['mix 90bpm vs 120bpm.wav', { bpm: 120, key: null, loop: false }, 'mix 90bpm vs'],
  ['The loop of doom.wav', { bpm: null, key: null, loop: true }, 'The loop of doom'],
  ['break_120bpm_dusty.wav', { bpm: 120, key: null, loop: true }, 'break_dusty'],
  ['Take_Am_2 120 bpm (v2).wav', { bpm: 120, key: 'Am', loop: false }, 'Take_2 (v2)'],
  ['Drone (90bpm) one loop_.wav', { bpm: 90, key: 'C', loop: true }, 'Drone one'],
  ['loop.wav', { bpm: 90, key: 'C', loop: true }, 'loop'],
  ['loop.wav.mp3', { bpm: null, key: null, loop: true }, 'loop'],
  ['break_120bpm.WAV.flac', { bpm: 120, key: null, loop: false }, 'break'],
  ['v1.2 final.aif.wav', { bpm: null, key: null, loop: false }, 'v1.2 final'],
  ['loop.a.wav', { bpm: null, key: null, loop: false }, 'loop.a'],
] as const)('the title of %s says no more than once what is told beside it', (name, told, title) => {
  expect(titleOfFile(name, told)).toBe(title);
});

it('only files that hold audio, or nearly, become sounds', async () => {
  const picture = id3(id3Frame('TIT2', 'x'));
  const files = [
    new File(['To do: rain, thunder'], 'notes.txt'),
    new File([mp3Frames(3)], 'rain.mp3'),
    new File([bytes(picture, mp3Frames(3))], 'tagged.mp3'),
    new File([bytes('wvpk', new Uint8Array(20))], 'known.wv'),
    new File([mp3Frames(4).subarray(200)], 'cut.mp3'),
    new File([bytes(mp3Frames(4).subarray(200, 300), picture, mp3Frames(3))], 'recorded.mp3'),
    new File(['To do: rain, thunder'], 'notes.mp3'),
    new File([''], 'empty.wav'),
    new File([bytes('PK', [3, 4], new Uint8Array(200))], 'rain.wav'),
  ];
  const { sounds, refused } = await soundsOfFiles(files);
  expect(sounds.map(({ title }) => title)).toEqual([
    'rain.mp3',
    'tagged.mp3',
    'known.wv',
    'cut.mp3',
    'recorded.mp3',
  ]);
  expect(refused).toEqual(['notes.txt', 'notes.mp3', 'empty.wav', 'rain.wav']);
});

/** A film of one picture, with or without a track of Opus. */
async function film(name: string, isSilent: boolean): Promise<File> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const packet = new EncodedPacket(new Uint8Array(8), 'key', 0, 0.02);
  const picture = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(picture);
  const sound = new EncodedAudioPacketSource('opus');
  if (!isSilent) output.addAudioTrack(sound);
  await output.start();
  await picture.add(packet, { decoderConfig: { codec: 'vp8', codedWidth: 16, codedHeight: 16 } });
  const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 };
  if (!isSilent) await sound.add(packet, { decoderConfig });
  await output.finalize();
  return new File([target.buffer ?? new ArrayBuffer(0)], name);
}

it('a film without a sound is refused as well', async () => {
  const cut = (await film('cut.webm', false)).slice(0, 60);
  const files = [
    await film('silent.webm', true),
    await film('talk.webm', false),
    new File([cut], 'cut.webm'),
  ];
  const { sounds, refused } = await soundsOfFiles(files);
  expect(sounds.map(({ title }) => title)).toEqual(['talk.webm', 'cut.webm']);
  expect(refused).toEqual(['silent.webm']);
});
