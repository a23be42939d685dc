import type { Samples } from '../pcm.ts';
import { refuseTooLong } from './file-error.ts';
import type { Layout } from './sample-formats.ts';

const clamp16 = (value: number): number => Math.max(-32768, Math.min(32767, value));

const MS_ADAPTATION = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

interface MsChannel {
  coefficients: readonly [number, number];
  delta: number;
  /** The last sample and the one before. */
  last: number;
  before: number;
}

/**
 * Microsoft ADPCM: blocks that each begin with predictor, step and two samples a channel, then a nibble a sample.
 * @param coefficients the pairs that the format chunk lists
 */
export function decodeMsAdpcm(
  data: DataView,
  channels: number,
  blockBytes: number,
  coefficients: readonly (readonly [number, number])[],
): Samples[] {
  const framesIn = (bytes: number) => 2 + Math.floor(((bytes - 7 * channels) * 2) / channels);
  return decodeBlocks(data, channels, blockBytes, 7 * channels, framesIn, (block, out, first) => {
    const states = Array.from({ length: channels }, (_, c): MsChannel => {
      const i16 = (n: number) => block.getInt16(channels + 2 * (n * channels + c), true);
      const state = {
        coefficients: coefficients[block.getUint8(c)] ?? ([256, 0] as const),
        delta: i16(0),
        last: i16(1),
        before: i16(2),
      };
      const samples = out[c];
      if (samples) {
        samples[first] = state.before / 32768;
        samples[first + 1] = state.last / 32768;
      }
      return state;
    });
    for (let n = 0; n < (block.byteLength - 7 * channels) * 2; n++) {
      const byte = block.getUint8(7 * channels + (n >> 1));
      const state = states[n % channels];
      const samples = out[n % channels];
      if (state && samples)
        samples[first + 2 + Math.floor(n / channels)] =
          nextMs(state, n % 2 === 0 ? byte >> 4 : byte & 15) / 32768;
    }
  });
}

function nextMs(state: MsChannel, nibble: number): number {
  const [a, b] = state.coefficients;
  const signed = nibble < 8 ? nibble : nibble - 16;
  const value = clamp16(((state.last * a + state.before * b) >> 8) + signed * state.delta);
  state.before = state.last;
  state.last = value;
  state.delta = Math.max(16, ((MS_ADAPTATION[nibble] ?? 0) * state.delta) >> 8);
  return value;
}

const IMA_INDEX = [-1, -1, -1, -1, 2, 4, 6, 8];
const IMA_STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
];

interface ImaChannel {
  value: number;
  index: number;
}

function nextIma(state: ImaChannel, nibble: number): number {
  const step = IMA_STEPS[state.index] ?? 7;
  const size =
    (step >> 3) + (nibble & 4 ? step : 0) + (nibble & 2 ? step >> 1 : 0) + (nibble & 1 ? step >> 2 : 0);
  state.value = clamp16(state.value + (nibble & 8 ? -size : size));
  state.index = Math.max(0, Math.min(88, state.index + (IMA_INDEX[nibble & 7] ?? 0)));
  return state.value;
}

/** IMA ADPCM as WAV has it: blocks that each begin with a sample and a step a channel, then 4 bytes a channel in turn. */
export function decodeImaAdpcm(data: DataView, channels: number, blockBytes: number): Samples[] {
  const head = 4 * channels;
  const framesIn = (bytes: number) => 1 + Math.floor((bytes - head) / head) * 8;
  return decodeBlocks(data, channels, blockBytes, head, framesIn, (block, out, first) => {
    out.forEach((samples, c) => {
      const state = { value: block.getInt16(4 * c, true), index: Math.min(88, block.getUint8(4 * c + 2)) };
      samples[first] = state.value / 32768;
      for (let n = 0; n < framesIn(block.byteLength) - 1; n++) {
        const byte = block.getUint8(head + (n >> 3) * head + 4 * c + ((n & 7) >> 1));
        samples[first + 1 + n] = nextIma(state, n % 2 === 0 ? byte & 15 : byte >> 4) / 32768;
      }
    });
  });
}

const IMA4_PACKET = 34;
const IMA4_FRAMES = 64;

/** IMA ADPCM as AIFF-C and CAF have it (`ima4`): packets of 64 samples, one a channel in turn. */
export function decodeIma4(data: DataView, { channels, sampleRate }: Layout): Samples[] {
  const rounds = Math.floor(data.byteLength / (IMA4_PACKET * channels));
  refuseTooLong((rounds * IMA4_FRAMES) / sampleRate);
  return Array.from({ length: channels }, (_, c) => {
    const samples = new Float32Array(rounds * IMA4_FRAMES);
    for (let round = 0; round < rounds; round++) {
      const at = (round * channels + c) * IMA4_PACKET;
      const head = data.getInt16(at);
      // 9 bits of the last value, 7 of the step's index.
      const state = { value: head & ~0x7f, index: Math.min(88, head & 0x7f) };
      for (let n = 0; n < IMA4_FRAMES; n++) {
        const byte = data.getUint8(at + 2 + (n >> 1));
        samples[round * IMA4_FRAMES + n] = nextIma(state, n % 2 === 0 ? byte & 15 : byte >> 4) / 32768;
      }
    }
    return samples;
  });
}

function decodeBlocks(
  data: DataView,
  channels: number,
  blockBytes: number,
  headBytes: number,
  framesIn: (bytes: number) => number,
  decode: (block: DataView, out: Samples[], first: number) => void,
): Samples[] {
  const blocks: DataView[] = [];
  for (let at = 0; at + headBytes <= data.byteLength; at += blockBytes) {
    const bytes = Math.min(blockBytes, data.byteLength - at);
    blocks.push(new DataView(data.buffer, data.byteOffset + at, bytes));
  }
  const frames = blocks.reduce((sum, block) => sum + framesIn(block.byteLength), 0);
  const out = Array.from({ length: channels }, () => new Float32Array(frames));
  let first = 0;
  for (const block of blocks) {
    decode(block, out, first);
    first += framesIn(block.byteLength);
  }
  return out;
}
