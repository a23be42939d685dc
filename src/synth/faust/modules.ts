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

interface ModuleFile {
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

/** Modules are compiled when first used, and kept: a second sound starts at once. */
export function createModules(files: Iterable<ModuleFile>): FaustModules {
  const byName = new Map([...files].map((file) => [file.facts.name, file]));
  const opened = new Map<string, FaustModule>();

  const fileOf = (name: string): ModuleFile => {
    const file = byName.get(name);
    if (!file) throw new Error(`There is no sound module "${name}".`);
    return file;
  };
  return {
    has: (name) => byName.has(name),
    facts: (name) => fileOf(name).facts,
    run(name, params, frames, options = {}) {
      const module = opened.get(name) ?? new FaustModule(fileOf(name));
      opened.set(name, module);
      return module.run(params, frames, options);
    },
  };
}

/** One instance of a module's program. Its audio buffers lie behind its state in the same memory. */
class FaustModule {
  readonly #facts: ModuleFacts;
  readonly #faust: FaustExports;
  readonly #inputTable: number;
  readonly #outputTable: number;
  readonly #buffers: number;

  constructor({ facts, wasm }: ModuleFile) {
    this.#facts = facts;
    this.#faust = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env })
      .exports as unknown as FaustExports;
    const { size, inputs, outputs } = facts;
    const { memory } = this.#faust;
    const needed = Math.ceil((size + 64 + (inputs + outputs) * (4 + BLOCK * 4)) / 65_536);
    const has = memory.buffer.byteLength / 65_536;
    if (needed > has) memory.grow(needed - has);
    this.#inputTable = Math.ceil(size / 16) * 16;
    this.#outputTable = this.#inputTable + inputs * 4;
    this.#buffers = this.#inputTable + Math.ceil((inputs + outputs) / 4) * 16;
    this.#faust.init(0, SAMPLE_RATE);
  }

  run(params: Params, frames: number, { input, changes = [], untilSilent = false }: RunOptions): Stereo {
    const { inputs, outputs } = this.#facts;
    this.#faust.instanceInit(0, SAMPLE_RATE);
    this.#set(params);
    const table = new Int32Array(this.#faust.memory.buffer, this.#inputTable, inputs + outputs);
    for (let n = 0; n < table.length; n++) table[n] = this.#bufferAt(n);

    const out = silence(frames);
    const hasRungOut = silenceDetector();
    let next = 0;
    for (let at = 0; at < frames;) {
      for (let due = changes[next]; due && due.at <= at; due = changes[++next]) this.#set(due.params);
      const until = Math.min(frames, at + BLOCK, changes[next]?.at ?? frames);
      const count = until - at;
      if (input) {
        this.#view(0, count).set(input.left.subarray(at, until));
        this.#view(1, count).set(input.right.subarray(at, until));
      }
      this.#faust.compute(0, count, this.#inputTable, this.#outputTable);
      out.left.set(this.#view(inputs, count), at);
      out.right.set(this.#view(inputs + Math.min(1, outputs - 1), count), at);
      if (untilSilent && hasRungOut(out.left.subarray(at, until))) break;
      at = until;
    }
    return out;
  }

  #set(params: Params): void {
    for (const [name, value] of Object.entries(params)) {
      const index = this.#facts.params[name];
      if (index !== undefined) this.#faust.setParamValue(0, index, value);
    }
  }

  #bufferAt(n: number): number {
    return this.#buffers + n * BLOCK * 4;
  }

  #view(n: number, count: number): Float32Array {
    return new Float32Array(this.#faust.memory.buffer, this.#bufferAt(n), count);
  }
}

/** Told one block after another; true once a few in a row lie far below the loudest. */
function silenceDetector(): (block: Float32Array) => boolean {
  let loudest = 0;
  let quietBlocks = 0;
  return (block) => {
    const level = samplePeak([block]);
    loudest = Math.max(loudest, level);
    quietBlocks = loudest > AUDIBLE && level < loudest * SILENT ? quietBlocks + 1 : 0;
    return quietBlocks >= QUIET_BLOCKS;
  };
}
