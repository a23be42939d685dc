/** What Signalsmith Stretch's program offers, under the letters that its build gave its functions. */
export interface StretchProgram {
  memory(): WebAssembly.Memory;
  /** Room for so many samples a channel; its address: inputs first, then outputs. */
  setBuffers(channels: number, length: number): number;
  inputLatency(): number;
  outputLatency(): number;
  reset(): void;
  /** `block` samples are looked at together, every `interval` samples. */
  configure(channels: number, block: number, interval: number, isSplit: 0 | 1): void;
  seek(inputs: number, rate: number): void;
  process(inputs: number, outputs: number): void;
}

/** The program inside the npm package's source, which carries it as text for an AudioWorklet. */
export function stretchWasmOf(source: string): Uint8Array<ArrayBuffer> {
  const [, text] = /base64,([A-Za-z0-9+/=]{1000,})/.exec(source) ?? [];
  if (text === undefined) throw new Error('signalsmith-stretch holds no WebAssembly.');
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

type Call = (...values: number[]) => number;

/** Started without the package's own loader: that one needs an AudioWorklet from a blob, which our CSP forbids. */
export async function startStretch(wasm: Uint8Array<ArrayBuffer>): Promise<StretchProgram> {
  let memory: WebAssembly.Memory | null = null;
  const bytes = () => new Uint8Array(memory?.buffer ?? new ArrayBuffer(0));
  // Its imports: random bytes, memory that grows, a copy, the end.
  const imports = {
    a: {
      a: (at: number, count: number) => {
        crypto.getRandomValues(bytes().subarray(at, at + count));
        return 0;
      },
      b: (wanted: number) => grow(memory, wanted),
      c: (to: number, from: number, count: number) => bytes().copyWithin(to, from, from + count),
      d: () => {
        throw new Error('Signalsmith Stretch stopped.');
      },
    },
  };
  const { instance } = await WebAssembly.instantiate(wasm, imports);
  const exports = instance.exports as Record<string, unknown>;
  const call = (letter: string) => exports[letter] as Call;
  memory = exports['e'] as WebAssembly.Memory;
  const held = memory;
  call('f')();
  call('y')(0, 0);
  return {
    memory: () => held,
    setBuffers: call('h'),
    inputLatency: call('k'),
    outputLatency: call('l'),
    reset: call('m'),
    configure: call('p'),
    seek: call('v'),
    process: call('w'),
  };
}

const PAGE = 65_536;

function grow(memory: WebAssembly.Memory | null, wanted: number): number {
  if (memory === null) return 0;
  try {
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / PAGE));
    return 1;
  } catch {
    return 0;
  }
}
