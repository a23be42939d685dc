import { foldTail } from '../fold-tail.ts';
import { lengthOf, type Pcm, type Samples } from '../pcm.ts';
import { keepLoudness } from './keep-loudness.ts';
import type { StretchProgram } from './stretch-wasm.ts';

export interface StretchOptions {
  /** Samples of the result; its pitch stays. */
  length: number;
  /** Pitch moves by so many; its length stays. */
  semitones: number;
  /** The sound is laid out around itself, so that its end still meets its start. */
  isLoop: boolean;
  onProgress?: (share: number) => void;
}

const BLOCK = 2048;
/** Sound heard before the first sample that is kept, so that the analysis is in its stride. */
const WARM_UP_S = 0.25;
/** Above it, partials move by less: cymbals stay cymbals. */
const TONALITY_HZ = 8000;

/** A loop is made this much longer and folded: the phases at its end are not those at its start. */
const FOLD_S = 0.03;

/** Another length, another pitch, or both; exactly `length` samples, as loud as before. */
export function stretchSound(program: StretchProgram, pcm: Pcm, options: StretchOptions): Pcm {
  const { length, isLoop } = options;
  const fold = isLoop ? Math.min(Math.round(FOLD_S * pcm.sampleRate), length >> 2) : 0;
  const made = process(program, pcm, length + fold, options);
  return keepLoudness(pcm, foldTail(made, length), isLoop);
}

function process(program: StretchProgram, pcm: Pcm, count: number, options: StretchOptions): Pcm {
  const { length, semitones, isLoop, onProgress } = options;
  const { sampleRate, channels } = pcm;
  const rate = lengthOf(pcm) / length;
  program.preset(channels.length, sampleRate);
  program.reset();
  program.setSemitones(semitones, TONALITY_HZ / sampleRate);
  const latency = program.inputLatency();
  const late = program.outputLatency();
  const primed = latency + late;
  const room = Math.max(primed, Math.ceil(BLOCK * rate) + 2, BLOCK);
  const buffers = buffersOf(program, channels.length, room);
  const warmUp = Math.round(WARM_UP_S * sampleRate);
  /** Where in the sound the first output stands. */
  const first = Math.round(-warmUp * rate);
  const skipped = late + warmUp;
  let read = first + latency;
  buffers.fill(channels, read - primed, primed, isLoop);
  program.seek(primed, rate);
  const out = channels.map(() => new Float32Array(count));
  const total = skipped + count;
  for (let made = 0; made < total; made += BLOCK) {
    const outputs = Math.min(BLOCK, total - made);
    const next = first + latency + Math.round((made + outputs) * rate);
    buffers.fill(channels, read, next - read, isLoop);
    program.process(next - read, outputs);
    read = next;
    buffers.take(out, made - skipped, outputs);
    onProgress?.((made + outputs) / total);
  }
  return { channels: out, sampleRate };
}

function buffersOf(program: StretchProgram, count: number, room: number) {
  const start = program.setBuffers(count, room);
  // Memory may have moved with every call.
  const view = (n: number, length: number): Samples =>
    new Float32Array(program.memory().buffer, start + 4 * n * room, length);
  return {
    /** `length` samples from `from` on; what lies outside is silence, or the loop again. */
    fill(channels: readonly Samples[], from: number, length: number, isLoop: boolean): void {
      channels.forEach((channel, n) => {
        const to = view(n, length);
        const size = channel.length;
        for (let i = 0; i < length; i++) {
          const at = from + i;
          to[i] = channel[isLoop ? ((at % size) + size) % size : at] ?? 0;
        }
      });
    },
    /** Puts what was made at `at` into each channel; what lies before its start is dropped. */
    take(out: readonly Samples[], at: number, length: number): void {
      out.forEach((channel, n) => {
        const made = view(count + n, length);
        const skip = Math.max(0, -at);
        if (skip < length) channel.set(made.subarray(skip), at + skip);
      });
    },
  };
}
