import { describe, expect, it } from 'vitest';
import { WaveFile } from 'wavefile';

import { fm, normalise, stereo } from '../../testing/test-sounds.ts';
import { lengthOf } from '../pcm.ts';
import { writeWav } from './encode-wav.ts';
import type { SoundTags } from './sound-tags.ts';

const RATE = 44100;
const pcm = stereo(normalise(fm(RATE, 220, 0.5), 0.9), RATE, 3);
const tags: SoundTags = {
  loop: { start: 0, end: lengthOf(pcm) },
  bpm: 128,
  beats: 16,
  rootNote: 63,
  key: null,
  title: 'Söft räin',
  comment: 'söft räin ☔, in 5\ntaskId: a1b2c3d4\nkey: Ebm\nBPM: 128',
  taskId: 'a1b2c3d4',
};

interface Read {
  fmt: { numChannels: number; sampleRate: number; bitsPerSample: number; audioFormat: number };
  smpl: { dwMIDIUnityNote: number; loops: { dwStart: number; dwEnd: number; dwType: number }[] };
  getSamples(interleaved: false): Float64Array[];
  toBuffer(): Uint8Array;
}
const read = (bytes: Uint8Array): Read => new WaveFile(bytes) as unknown as Read;

/** Body of a chunk, found without the writer's help. */
function chunk(bytes: Uint8Array, id: string): DataView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nameAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  let at = 12;
  while (at < bytes.length && nameAt(at) !== id) {
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return new DataView(bytes.buffer, bytes.byteOffset + at + 8, view.getUint32(at + 4, true));
}
const textOf = (bytes: Uint8Array, id: string): string => {
  const all = new TextDecoder().decode(bytes);
  const from = all.indexOf(id, all.indexOf('INFO')) + 8;
  return all.slice(from, all.indexOf('\0', from));
};

describe('a WAV', () => {
  it.each([16, 24] as const)('of %i bits is read back by another library, within one unit', (bits) => {
    const file = read(writeWav(pcm, { bits, tags }));
    expect(file.fmt).toMatchObject({ audioFormat: 1, numChannels: 2, sampleRate: RATE, bitsPerSample: bits });
    const unit = 2 ** (bits - 1);
    const channels = file.getSamples(false);
    expect(channels.map(({ length }) => length)).toEqual([lengthOf(pcm), lengthOf(pcm)]);
    const worst = pcm.channels.map((channel, c) =>
      channel.reduce((most, x, i) => Math.max(most, Math.abs(x * unit - (channels[c]?.[i] ?? Infinity))), 0),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(bits === 16 ? 1.5 : 0.5);
  });

  it('carries its loop points and root note where samplers look', () => {
    const { smpl } = read(writeWav(pcm, { bits: 24, tags }));
    expect(smpl.dwMIDIUnityNote).toBe(63);
    expect(smpl.loops).toMatchObject([{ dwType: 0, dwStart: 0, dwEnd: lengthOf(pcm) - 1 }]);
  });

  it('carries tempo, beats, metre and root in its acid chunk', () => {
    const acid = chunk(writeWav(pcm, { bits: 16, tags }), 'acid');
    expect(acid.byteLength).toBe(24);
    expect([acid.getUint32(0, true), acid.getUint16(4, true), acid.getUint32(12, true)]).toEqual([
      2 | 4,
      63,
      16,
    ]);
    expect([acid.getUint16(16, true), acid.getUint16(18, true), acid.getFloat32(20, true)]).toEqual([
      4, 4, 128,
    ]);
  });

  it('carries the keys that a sampler plays it at, where there are such', () => {
    const zone = { fineTune: -25.4, gain: 3, keys: [48, 71], velocities: [1, 127] } as const;
    const inst = chunk(writeWav(pcm, { bits: 16, tags: { ...tags, zone } }), 'inst');
    expect([0, 1, 2, 3, 4, 5, 6].map((at) => inst.getInt8(at))).toEqual([63, -25, 3, 48, 71, 1, 127]);
    expect(() => chunk(writeWav(pcm, { bits: 16, tags }), 'inst')).toThrow(RangeError);
  });

  it('that does not loop is a one-shot without loop points', () => {
    const bytes = writeWav(pcm, { bits: 16, tags: { ...tags, loop: null, beats: null, rootNote: null } });
    expect(chunk(bytes, 'acid').getUint32(0, true)).toBe(1);
    expect(read(bytes).smpl.loops).toEqual([]);
  });

  it('that loops at no known tempo has loop points and is not called a one-shot', () => {
    const bytes = writeWav(pcm, { bits: 16, tags: { ...tags, bpm: null, beats: null } });
    expect(read(bytes).smpl.loops).toHaveLength(1);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('acid');
  });

  it('says in UTF-8 what it is', () => {
    const bytes = writeWav(pcm, { bits: 16, tags });
    expect(textOf(bytes, 'INAM')).toBe(tags.title);
    expect(textOf(bytes, 'ICMT')).toBe(tags.comment);
    expect(textOf(bytes, 'ISRC')).toBe('a1b2c3d4');
  });

  it('has the length its header says, also with an odd number of bytes in it', () => {
    const odd = { channels: [new Float32Array([0.1, 0.2, 0.3])], sampleRate: RATE };
    const bytes = writeWav(odd, { bits: 24, tags: { ...tags, loop: null } });
    expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8);
    expect(chunk(bytes, 'data').byteLength).toBe(9);
    expect(chunk(bytes, 'acid').byteLength).toBe(24);
  });

  it('clips what is over full scale instead of wrapping it', () => {
    const hot = { channels: [new Float32Array([1.5, -1.5])], sampleRate: RATE };
    const data = chunk(writeWav(hot, { bits: 16 }), 'data');
    expect([data.getInt16(0, true), data.getInt16(2, true)]).toEqual([32767, -32768]);
  });

  it('of 16 bits keeps a tone softer than its last bit', () => {
    const soft = stereo(
      Float32Array.from({ length: RATE }, (_, i) => (0.4 / 32768) * Math.sin((2 * Math.PI * 441 * i) / RATE)),
      RATE,
    );
    const samples = read(writeWav(soft, { bits: 16 })).getSamples(false)[0] ?? new Float64Array();
    const level =
      samples.reduce((sum, x, i) => sum + x * Math.sin((2 * Math.PI * 441 * i) / RATE), 0) / (RATE / 2);
    expect(level).toBeCloseTo(0.4, 1);
  });
});
