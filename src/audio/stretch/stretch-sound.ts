import { foldTail } from '../fold-tail.ts';
import { lengthOf, type Pcm, type Samples } from '../pcm.ts';
import { isSteady } from './is-steady.ts';
import { keepLoudness } from './keep-loudness.ts';
import type { StretchProgram } from './stretch-wasm.ts';
import { addHighs, startVarispeed } from './varispeed.ts';

interface Options {
  /** The sound is laid out around itself, so that its end still meets its start. */
  isLoop: boolean;
  onProgress?: (share: number) => void;
}
export interface StretchOptions extends Options {
  /** Samples of the result. */
  length: number;
}
export interface TransposeOptions extends Options {
  /** Up, or down below 0. */
  semitones: number;
}

/** How much of a sound is looked at together: short for hits, and shorter where it is to shrink to less than half; where there are none, long enough to tell the notes of a close chord apart. */
const BLOCK_S = 0.12;
const STEADY_BLOCK_S = 0.24;
/** Of the work of a change of pitch, until its highs and its loudness are left. */
const MOVING_SHARE = 0.6;
/** Samples made at a time. */
const AT_A_TIME = 2048;
/** Sound heard before the first sample that is kept, so that the analysis is in its stride. */
const WARM_UP_S = 0.25;
/** A loop is made this much longer and folded: the phases at its end are not those at its start. */
const FOLD_S = 0.03;

/** Another length at the same pitch; exactly `length` samples, as loud as before. */
export function stretchSound(program: StretchProgram, pcm: Pcm, options: StretchOptions): Pcm {
  const { length, isLoop } = options;
  const out = outputFor(pcm, length, isLoop);
  const rate = lengthOf(pcm) / length;
  process(program, pcm, rate, { ...options, lead: 0, count: lengthOf(out) }, (at, channels) => {
    out.channels.forEach((channel, n) => channel.set(channels[n] ?? new Float32Array(0), at));
  });
  return keepLoudness(pcm, foldTail(out, length), isLoop);
}

/**
 * Another pitch at the same length, as loud as before. Stretched, then played faster or slower: every partial moves by the same ratio,
 * where moving the bins of a spectrum puts bass and close chords out of tune by up to 60 cents.
 */
export function transposeSound(program: StretchProgram, pcm: Pcm, options: TransposeOptions): Pcm {
  const { semitones, isLoop } = options;
  const length = lengthOf(pcm);
  const speed = 2 ** (semitones / 12);
  const out = outputFor(pcm, length, isLoop);
  const tape = startVarispeed(out.channels, speed, pcm.sampleRate);
  const count = Math.ceil(lengthOf(out) * speed) + 2 * tape.reach;
  const onProgress = (share: number) => options.onProgress?.(share * MOVING_SHARE);
  process(program, pcm, 1 / speed, { isLoop, onProgress, lead: tape.reach, count }, (_at, channels) =>
    tape.push(channels),
  );
  const moved = foldTail(out, length);
  addHighs(moved, pcm, speed);
  const sound = keepLoudness(pcm, moved, isLoop);
  options.onProgress?.(1);
  return sound;
}

/** Room for the result, and for what is folded over its start. */
function outputFor(pcm: Pcm, length: number, isLoop: boolean): Pcm {
  const fold = isLoop ? Math.min(Math.round(FOLD_S * pcm.sampleRate), length >> 2) : 0;
  return { ...pcm, channels: pcm.channels.map(() => new Float32Array(length + fold)) };
}

interface Part extends Options {
  /** Samples to make before the sound's own first one. */
  lead: number;
  /** Samples to make in all. */
  count: number;
}

/** Gives out the sound block by block, `rate` of its samples for each one made. */
function process(
  program: StretchProgram,
  { channels, sampleRate }: Pcm,
  rate: number,
  { isLoop, onProgress, lead, count }: Part,
  give: (at: number, channels: Samples[]) => void,
): void {
  const seconds = isSteady({ channels, sampleRate }) ? STEADY_BLOCK_S : BLOCK_S * Math.min(1, 2 / rate);
  const block = seconds * sampleRate;
  program.configure(channels.length, Math.round(block), Math.round(block / 4), 0);
  program.reset();
  const latency = program.inputLatency();
  const late = program.outputLatency();
  const primed = latency + late;
  const room = Math.max(primed, Math.ceil(AT_A_TIME * rate) + 2, AT_A_TIME);
  const buffers = buffersOf(program, channels.length, room);
  const warmUp = Math.round(WARM_UP_S * sampleRate);
  /** Where in the sound the first output stands. */
  const first = Math.round(-(warmUp + lead) * rate);
  const skipped = late + warmUp;
  let read = first + latency;
  buffers.fill(channels, read - primed, primed, isLoop);
  program.seek(primed, rate);
  const total = skipped + count;
  for (let made = 0; made < total; made += AT_A_TIME) {
    const outputs = Math.min(AT_A_TIME, total - made);
    const next = first + latency + Math.round((made + outputs) * rate);
    buffers.fill(channels, read, next - read, isLoop);
    program.process(next - read, outputs);
    read = next;
    const dropped = Math.max(0, skipped - made);
    if (dropped < outputs) give(made + dropped - skipped, buffers.taken(dropped, outputs));
    onProgress?.((made + outputs) / total);
  }
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
    /** What was made, from `from` to `to`. */
    taken: (from: number, to: number): Samples[] =>
      Array.from({ length: count }, (_, n) => view(count + n, to).subarray(from)),
  };
}
