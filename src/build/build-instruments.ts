import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { LIBRARY, OPTIONS, SOURCES, type Compiled, type Target } from './compile-instruments.ts';

export const INSTRUMENTS_DIR = fileURLToPath(new URL('../../build/sounds/', import.meta.url));
interface Source {
  file: string;
  code: string;
  hash: string;
}

interface BuildReport {
  /** Recipes compiled now; empty when nothing changed. */
  compiled: string[];
  modules: number;
  /** Licence → Faust functions under it. */
  licences: Record<string, string[]>;
  ms: number;
}

interface BuildOptions {
  /** Told before the compiler starts, when there is something to compile. */
  onStale?: (recipes: number) => void;
  /** Ends the compiler; the promise rejects. */
  signal?: AbortSignal;
}

/** Compiles the Faust sources that changed into `build/sounds`. Cheap when none did. */
export async function buildInstruments({ onStale, signal }: BuildOptions = {}): Promise<BuildReport> {
  const started = performance.now();
  mkdirSync(INSTRUMENTS_DIR, { recursive: true });
  const sources = readSources();
  const known = new Map(readStamps().map((stamp) => [stamp.file, stamp]));
  const stale = sources.filter((source) => known.get(source.file)?.hash !== source.hash);

  const stamps: Stamp[] = sources.flatMap((source) => {
    const stamp = known.get(source.file);
    return stamp?.hash === source.hash ? [stamp] : [];
  });
  if (stale.length > 0) {
    assertCompiler();
    onStale?.(stale.length);
  }
  const compiled = await compileAll(stale.flatMap(targetsOf), signal);
  for (const source of stale) {
    const stamp: Stamp = { file: source.file, hash: source.hash, modules: [], licences: {} };
    for (const { name } of targetsOf(source)) {
      const module = compiled.get(name);
      if (!module) throw new Error(`${name} was not compiled.`);
      writeWhole(`${name}.wasm`, module.wasm);
      writeWhole(`${name}.json`, JSON.stringify(module.facts));
      stamp.modules.push(name);
      Object.assign(stamp.licences, module.licences);
    }
    stamps.push(stamp);
  }
  if (stale.length > 0 || stamps.length !== known.size) {
    const kept = new Set(stamps.flatMap((stamp) => stamp.modules));
    for (const file of readdirSync(INSTRUMENTS_DIR)) {
      const name = file.replace(/\.(wasm|json)$/, '');
      // A `.part` belongs to another build that runs at this moment.
      if (name !== 'stamps' && !kept.has(name) && !file.endsWith('.part'))
        rmSync(join(INSTRUMENTS_DIR, file), { force: true });
    }
    writeWhole('stamps.json', JSON.stringify(stamps));
  }
  return {
    compiled: stale.map((source) => source.file),
    modules: stamps.reduce((sum, stamp) => sum + stamp.modules.length, 0),
    licences: byLicence(stamps),
    ms: Math.round(performance.now() - started),
  };
}

/** A thread has its own compiler of 6 MB, worth it for many modules only. */
const FEW = 6;
const THREADS = 2;

async function compileAll(targets: Target[], signal?: AbortSignal): Promise<Map<string, Compiled>> {
  const threads = targets.length > FEW ? THREADS : Math.min(1, targets.length);
  const shares = Array.from({ length: threads }, (_, n) => targets.filter((_target, i) => i % threads === n));
  const done = await Promise.all(shares.map((share) => compileShare(share, signal)));
  return new Map(done.flat().map((module) => [module.facts.name, module]));
}

function compileShare(targets: Target[], signal?: AbortSignal): Promise<Compiled[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./compile-instruments.ts', import.meta.url), {
      workerData: { targets },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The sound compiler ended with ${code}.`)));
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
  });
}

interface Stamp {
  file: string;
  hash: string;
  modules: string[];
  /** Faust function → its licence. */
  licences: Record<string, string>;
}

function readSources(): Source[] {
  const read = (file: string) => readFileSync(join(SOURCES, file), 'utf8');
  const shared = [read(LIBRARY), OPTIONS, compilerVersion()].join('\n');
  return readdirSync(SOURCES, { encoding: 'utf8', recursive: true })
    .filter((path) => path.endsWith('.dsp'))
    .map((path) => {
      const code = read(path);
      const hash = createHash('sha256').update(shared).update(code).digest('hex');
      return { file: basename(path), code, hash };
    });
}

function readStamps(): Stamp[] {
  try {
    return JSON.parse(readFileSync(join(INSTRUMENTS_DIR, 'stamps.json'), 'utf8')) as Stamp[];
  } catch {
    // None yet, or half written by a build that was killed: compile everything.
    return [];
  }
}

/** `declare kinds` makes a module for each name, `declare choices` one module that switches at run time. */
function targetsOf({ file, code }: Source): Target[] {
  const name = file.replace(/\.dsp$/, '');
  const list = (what: string) => new RegExp(`declare ${what} "([^"]+)"`).exec(code)?.[1]?.split(' ') ?? [];
  const kinds = list('kinds');
  if (kinds.length > 0) {
    return kinds.map((kind, n) => ({
      name: `${name}-${kind}`,
      code: `${code}\nkind = ${n};\n`,
      choices: [],
    }));
  }
  const choices = list('choices');
  const kind = choices.length > 0 ? 'nentry("kind", 0, 0, 15, 1) : int' : '0';
  return [{ name, code: `${code}\nkind = ${kind};\n`, choices }];
}

const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));
const COMPILER = '@grame/faustwasm';

/** By package.json: where everything is compiled (a container), the compiler itself need not be installed. */
function compilerVersion(): string {
  const { devDependencies } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies[COMPILER] ?? '';
}

function assertCompiler(): void {
  try {
    createRequire(import.meta.url).resolve(`${COMPILER}/package.json`);
  } catch (cause) {
    throw new Error('The Faust compiler is not installed. Run npm ci (with dev dependencies).', { cause });
  }
}

function byLicence(stamps: Stamp[]): Record<string, string[]> {
  const out: Record<string, Set<string>> = {};
  for (const { licences } of stamps) {
    for (const [what, licence] of Object.entries(licences)) (out[licence] ??= new Set()).add(what);
  }
  return Object.fromEntries(Object.entries(out).map(([licence, what]) => [licence, [...what].sort()]));
}

/** Two builds at once never leave half a file. */
function writeWhole(file: string, content: Uint8Array | string): void {
  const whole = join(INSTRUMENTS_DIR, file);
  const part = `${whole}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, whole);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { compiled, modules, licences, ms } = await buildInstruments();
  const what = compiled.length > 0 ? `compiled ${compiled.length} recipes` : 'nothing changed';
  console.log(`sounds: ${what}, ${modules} modules, ${ms} ms`);
  for (const [licence, used] of Object.entries(licences))
    console.log(`  ${licence}: ${used.length} functions`);
}
