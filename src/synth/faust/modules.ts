import { samplePeak } from '../../audio/pcm.ts';
import { SAMPLE_RATE, silence, type Stereo } from '../stereo.ts';

/** What the build writes beside each `.wasm`. */
export interface ModuleFacts {
  name: string;
  /** Bytes of state; audio buffers are laid out behind it. */
  size: number;
  inputs: number;
  outputs: number;
  /** Parameter name → address for setParamValue. */
  params: Record<string, number>;
  /** Names of the module's `kind` values, when it is chosen at run time. */
  choices: string[];
}

export type Params = Record<string, number>;

/** New parameter values from frame `at` on. */
export interface Change {
  at: number;
  params: Params;
}

/** The exports of a module that the Faust compiler made (`-lang wasm-i`). */
interface FaustExports {
  memory: WebAssembly.Memory;
  init(dsp: number, sampleRate: number): void;
  instanceInit(dsp: number, sampleRate: number): void;
  setParamValue(dsp: number, index: number, value: number): void;
  compute(dsp: number, frames: number, inputs: number, outputs: number): void;
}

interface Running {
  facts: ModuleFacts;
  faust: FaustExports;
}

export interface FaustModules {
  has(name: string): boolean;
  facts(name: string): ModuleFacts;
  /** Plays a module from its first sample. The same arguments give the same samples. */
  run(name: string, params: Params, frames: number, options?: RunOptions): Stereo;
}

export interface RunOptions {
  input?: Stereo;
  /** In order of `at`. */
  changes?: readonly Change[];
  /** Stop when it has rung out; the rest stays silent. */
  untilSilent?: boolean;
}

export interface ModuleFile {
  facts: ModuleFacts;
  wasm: Uint8Array<ArrayBuffer>;
}

const BLOCK = 2048;
const AUDIBLE = 0.001;
const SILENT = 0.0006;
const QUIET_BLOCKS = 3;

const MATH = { tan: Math.tan, sin: Math.sin, cos: Math.cos, exp: Math.exp, pow: Math.pow, tanh: Math.tanh };
const env = {
  ...Object.fromEntries(Object.entries(MATH).map(([name, f]) => [`_${name}f`, f])),
  _acosf: Math.acos,
  _asinf: Math.asin,
  _atanf: Math.atan,
  _atan2f: Math.atan2,
  _fmodf: (x: number, y: number) => x % y,
  _logf: Math.log,
  _log10f: Math.log10,
  _roundf: Math.round,
  _sinhf: Math.sinh,
  _coshf: Math.cosh,
  _remainderf: (x: number, y: number) => x - Math.round(x / y) * y,
};

/** Modules are compiled when first used, and kept: a warm modules starts a sound at once. */
export function createModules(files: Iterable<ModuleFile>): FaustModules {
  const byName = new Map([...files].map((file) => [file.facts.name, file]));
  const running = new Map<string, Running>();

  const open = (name: string): Running => {
    const known = running.get(name);
    if (known) return known;
    const file = byName.get(name);
    if (!file) throw new Error(`There is no sound module "${name}".`);
    const instance = new WebAssembly.Instance(new WebAssembly.Module(file.wasm), { env });
    const faust = instance.exports as unknown as FaustExports;
    const { size, inputs, outputs } = file.facts;
    const needed = Math.ceil((size + 64 + (inputs + outputs) * (4 + BLOCK * 4)) / 65_536);
    const has = faust.memory.buffer.byteLength / 65_536;
    if (needed > has) faust.memory.grow(needed - has);
    faust.init(0, SAMPLE_RATE);
    const opened = { facts: file.facts, faust };
    running.set(name, opened);
    return opened;
  };

  const set = ({ facts, faust }: Running, params: Params): void => {
    for (const [name, value] of Object.entries(params)) {
      const index = facts.params[name];
      if (index !== undefined) faust.setParamValue(0, index, value);
    }
  };

  return {
    has: (name) => byName.has(name),
    facts(name) {
      const file = byName.get(name);
      if (!file) throw new Error(`There is no sound module "${name}".`);
      return file.facts;
    },
    run(name, params, frames, { input, changes = [], untilSilent = false } = {}) {
      const sound = open(name);
      const { facts, faust } = sound;
      faust.instanceInit(0, SAMPLE_RATE);
      set(sound, params);

      const pointers = Math.ceil(facts.size / 16) * 16;
      const buffers = pointers + Math.ceil((facts.inputs + facts.outputs) / 4) * 16;
      const bufferAt = (n: number) => buffers + n * BLOCK * 4;
      const table = new Int32Array(faust.memory.buffer, pointers, facts.inputs + facts.outputs);
      for (let n = 0; n < table.length; n++) table[n] = bufferAt(n);
      const outputTable = pointers + facts.inputs * 4;
      const view = (n: number, count: number) => new Float32Array(faust.memory.buffer, bufferAt(n), count);

      const out = silence(frames);
      let next = 0;
      let loudest = 0;
      let quietBlocks = 0;
      for (let at = 0; at < frames;) {
        for (let due = changes[next]; due && due.at <= at; due = changes[++next]) set(sound, due.params);
        const until = Math.min(frames, at + BLOCK, changes[next]?.at ?? frames);
        const count = until - at;
        if (input) {
          view(0, count).set(input.left.subarray(at, until));
          view(1, count).set(input.right.subarray(at, until));
        }
        faust.compute(0, count, pointers, outputTable);
        out.left.set(view(facts.inputs, count), at);
        out.right.set(view(facts.inputs + Math.min(1, facts.outputs - 1), count), at);
        at = until;
        if (!untilSilent) continue;
        const level = samplePeak([out.left.subarray(until - count, until)]);
        loudest = Math.max(loudest, level);
        quietBlocks = loudest > AUDIBLE && level < loudest * SILENT ? quietBlocks + 1 : 0;
        if (quietBlocks >= QUIET_BLOCKS) break;
      }
      return out;
    },
  };
}
