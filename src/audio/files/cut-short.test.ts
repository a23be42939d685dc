import { describe, expect, it } from 'vitest';

import {
  aiff,
  bytes,
  caf,
  cafChunk,
  chunk,
  fmt,
  int,
  riff,
  signed,
} from '../../testing/sound-file-fixtures.ts';
import { lengthOf } from '../pcm.ts';
import { FileError } from './file-error.ts';
import { readAiff } from './read-aiff.ts';
import { readCaf } from './read-caf.ts';
import { readWav, type SoundFile } from './read-wav.ts';

const LENGTH = 1000;
const ramp = Float32Array.from({ length: LENGTH }, (_, i) => i / 2048);
const samples = (isLittle = false) => bytes(...Array.from(ramp, (x) => signed(2, isLittle)(x)));
const le = (value: number, count: number) => int(value, count, true);
const mono = fmt({ tag: 1, blockBytes: 2, bits: 16 });
const UNKNOWN = 0xffff_ffff;

/** The length of the data, as the file has it. */
const wav = (size: number) => bytes('RIFF', le(size, 4), 'WAVE', mono, 'data', le(size, 4), samples(true));

const rf64 = (size: number[]) =>
  bytes(
    bytes('RF64', le(UNKNOWN, 4), 'WAVE', chunk('ds64', bytes(le(0, 8), size, le(0, 12)), true), mono),
    bytes('data', le(UNKNOWN, 4), samples(true)),
  );

function rifx(size: number) {
  const body = bytes(int(1, 2), int(1, 2), int(44_100, 4), int(88_200, 4), int(2, 2), int(16, 2));
  return bytes('RIFX', int(size, 4), 'WAVE', chunk('fmt ', body), 'data', int(size, 4), samples());
}

/** As it is, but for the length that stands behind the letters. */
function withSize(file: Uint8Array<ArrayBuffer>, id: string, size: number[]) {
  const at = String.fromCharCode(...file).indexOf(id) + 4;
  return bytes(file.slice(0, at), size, file.slice(at + size.length));
}

const plainAiff = aiff({ channels: [ramp], bits: 16, write: signed(2) });
const aifc = aiff({ channels: [ramp], bits: 16, type: 'sowt', write: signed(2, true) });
const plainCaf = caf({ channels: [ramp], sampleBytes: 2, write: signed(2) });

type Case = [name: string, read: (file: Uint8Array<ArrayBuffer>) => SoundFile, file: Uint8Array<ArrayBuffer>];

const promised = ({ facts, pcm }: SoundFile) => [lengthOf(pcm), facts.promisedLength];

describe('a file that ends before its sound does is read as far as it goes, and says how long it was to be:', () => {
  it.each([
    ['WAV', readWav, wav(2 * LENGTH)],
    ['RF64', readWav, rf64(le(2 * LENGTH, 8))],
    ['RIFX', readWav, rifx(2 * LENGTH)],
    ['AIFF', readAiff, plainAiff],
    ['AIFC', readAiff, aifc],
    ['CAF', readCaf, withSize(plainCaf, 'data', int(2 * LENGTH + 4, 8))],
  ])('%s', (_, read, file) => {
    expect(promised(read(file))).toEqual([LENGTH, null]);
    expect(promised(read(file.slice(0, -500)))).toEqual([LENGTH - 250, LENGTH]);
    // Half a sample more is nothing to tell.
    expect(promised(read(file.slice(0, -1)))).toEqual([LENGTH - 1, null]);
    expect(() => read(file.slice(0, -2 * LENGTH))).toThrow(new FileError({ kind: 'broken' }));
  });

  it('IMA ADPCM', () => {
    const extra = bytes(le(65, 2));
    const body = chunk('data', new Uint8Array(36 * 20), true);
    const file = riff(fmt({ tag: 0x11, blockBytes: 36, bits: 4, extra }), body);
    expect(promised(readWav(file.slice(0, -36 * 5)))).toEqual([15 * 65, 20 * 65]);
  });
});

describe('a recorder that did not know the length yet is no fault:', () => {
  const unknown64 = int(UNKNOWN, 4).concat(int(UNKNOWN, 4));
  it.each<Case>([
    ...[0, UNKNOWN, 0xffff_ffdb, 0x7fff_ffff, 0x8000_0000, 0x7fff_f000].flatMap((size): Case[] => [
      [`WAV ${size}`, readWav, wav(size)],
      [`RIFX ${size}`, readWav, rifx(size)],
      [`AIFF ${size}`, readAiff, withSize(plainAiff, 'SSND', int(size, 4))],
    ]),
    ['RF64 0', readWav, rf64(le(0, 8))],
    ['RF64 all ones', readWav, rf64(unknown64)],
    ['CAF -1', readCaf, plainCaf],
    ['CAF 0', readCaf, withSize(plainCaf, 'data', int(0, 8))],
  ])('%s', (_, read, file) => {
    expect(promised(read(file))).toEqual([LENGTH, null]);
  });

  it('and an empty sound is still empty', () => {
    const empty = new FileError({ kind: 'empty' });
    expect(() =>
      readWav(riff(mono, chunk('data', bytes(), true), chunk('LIST', bytes('INFO'), true))),
    ).toThrow(empty);
    const noSamples = caf({ channels: [[]], sampleBytes: 2, write: signed(2) });
    expect(() =>
      readCaf(bytes(withSize(noSamples, 'data', int(4, 8)), cafChunk('free', bytes(int(0, 4))))),
    ).toThrow(empty);
  });
});

it('the front of a coder’s packets is left out of a CAF that was cut off, too', () => {
  const pakt = bytes(int(1, 8), int(LENGTH - 100, 8), int(60, 4), int(40, 4));
  const whole = withSize(
    caf({ channels: [ramp], sampleBytes: 2, write: signed(2), more: [cafChunk('pakt', pakt)] }),
    'data',
    int(2 * LENGTH + 4, 8),
  );
  expect(promised(readCaf(whole))).toEqual([LENGTH - 100, null]);
  const { pcm } = readCaf(whole.slice(0, -500));
  expect([lengthOf(pcm), pcm.channels[0]?.[0]]).toEqual([LENGTH - 250 - 60, ramp[60]]);
});

it.each([0, 4_000_000_000])('a file of %i Hz is damaged', (rate) => {
  const file = riff(fmt({ tag: 1, rate, blockBytes: 2, bits: 16 }), chunk('data', samples(true), true));
  expect(() => readWav(file)).toThrow(new FileError({ kind: 'broken' }));
});
