import { expect, it } from 'vitest';

import {
  aiff,
  bytes,
  caf,
  cafChunk,
  chunk,
  float,
  fmt,
  int,
  riff,
  signed,
} from '../../testing/sound-file-fixtures.ts';
import { exportSound } from '../encode/export-sound.ts';
import type { SoundTags } from '../encode/sound-tags.ts';
import { readAiff } from './read-aiff.ts';
import { readCaf } from './read-caf.ts';
import { readWav } from './read-wav.ts';

const le = (value: number) => int(value, 4, true);
const ramp = Float32Array.from({ length: 1000 }, (_, i) => i / 2048);
const point = (id: number, at: number) => bytes(le(id), le(at), 'data', le(0), le(0), le(at));
const label = (id: number, text: string) =>
  chunk('labl', bytes(le(id), new TextEncoder().encode(text), [0]), true);

it('the cue points of a WAV are its markers, with their names, in their order', () => {
  const cue = bytes(le(4), point(1, 700), point(7, 20), point(9, 5000), point(3, 500));
  const region = chunk('ltxt', bytes(le(7), le(100), 'rgn ', int(0, 8)), true);
  const adtl = bytes('adtl', label(1, 'Fill'), region, label(7, 'Söft'));
  const file = riff(
    fmt({ tag: 1, blockBytes: 2, bits: 16 }),
    chunk('data', new Uint8Array(2000), true),
    chunk('cue ', cue, true),
    chunk('LIST', adtl, true),
  );
  expect(readWav(file).facts.markers).toEqual([
    { at: 20, name: 'Söft', length: 100 },
    { at: 500, name: '' },
    { at: 700, name: 'Fill' },
  ]);
  // A chunk that promises more than it has.
  const cut = riff(
    fmt({ tag: 1, blockBytes: 2, bits: 16 }),
    chunk('data', new Uint8Array(2000), true),
    chunk('cue ', bytes(le(99), point(1, 700)), true),
  );
  expect(readWav(cut).facts.markers).toEqual([{ at: 700, name: '' }]);
});

it('the markers of an AIFF are those that bound no loop', () => {
  const mark = (id: number, at: number, name: string) =>
    bytes(int(id, 2), int(at, 4), [name.length], name, name.length % 2 === 0 ? [0] : []);
  const marks = bytes(
    int(4, 2),
    mark(4, 300, 'Drop'),
    mark(1, 10, 'beg'),
    mark(2, 90, 'end'),
    mark(3, 50, ''),
  );
  const inst = (mode: number) =>
    bytes([57, 0, 0, 127, 1, 127, 0, 0], int(mode, 2), int(1, 2), int(2, 2), int(0, 6));
  const read = (...more: Uint8Array[]) =>
    readAiff(aiff({ channels: [ramp], bits: 16, write: signed(2), more })).facts.markers.map(
      ({ at, name }) => [at, name],
    );
  const free = [
    [50, ''],
    [300, 'Drop'],
  ];
  expect(read(chunk('MARK', marks), chunk('INST', inst(1)))).toEqual(free);
  const all = [
    [10, 'beg'],
    [50, ''],
    [90, 'end'],
    [300, 'Drop'],
  ];
  expect(read(chunk('MARK', marks), chunk('INST', inst(0)))).toEqual(all);
  expect(read(chunk('MARK', marks))).toEqual(all);
});

it('the markers of a CAF have their names beside them', () => {
  const mark = (id: number, at: number) => bytes(int(0, 4), float(at, 8), int(id, 4), int(0, 12));
  const names = bytes('Drop', [0], 'Söft'.replace('ö', '\u00f6'), [0]);
  const strings = bytes(int(2, 4), int(1, 4), int(0, 8), int(2, 4), int(5, 8), names);
  const more = [
    cafChunk('mark', bytes(int(0, 4), int(3, 4), mark(2, 700), mark(1, 20), mark(9, 300))),
    cafChunk('strg', strings),
  ];
  expect(readCaf(caf({ channels: [ramp], sampleBytes: 2, write: signed(2), more })).facts.markers).toEqual([
    { at: 20, name: 'Drop' },
    { at: 300, name: '' },
    { at: 700, name: 'Söft' },
  ]);
});

it('markers are written into a WAV, and move with its rate', async () => {
  const tags: SoundTags = {
    loop: null,
    bpm: null,
    beats: null,
    rootNote: null,
    key: null,
    title: '',
    comment: '',
    taskId: null,
    markers: [
      { at: 441, name: 'Söft', length: 220 },
      { at: 1000, name: '' },
    ],
  };
  const written = async (rate: number | null) => {
    const none = () => Promise.reject(new Error('not needed'));
    const options = { format: 'wav16', rate, mono: false, hasTags: true, isLoop: false } as const;
    const pcm = { channels: [ramp], sampleRate: 44_100 };
    const { bytes: file } = await exportSound(pcm, tags, 'x', options, { mp3: none, ogg: none });
    return readWav(file).facts.markers;
  };
  expect(await written(null)).toEqual(tags.markers);
  expect((await written(48_000)).map(({ at, length }) => [at, length])).toEqual([
    [480, 239],
    [1088, undefined],
  ]);
});
