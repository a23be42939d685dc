import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { SoundFacts } from '../sandbox/engine/faust/bank.ts';

const SOURCES = fileURLToPath(new URL('../sandbox/engine/dsp/', import.meta.url));
export const SOUNDS_DIR = fileURLToPath(new URL('../../build/sounds/', import.meta.url));
const LIBRARY = 'cuesmith.lib';
const LIBRARY_DIR = '/usr/share/faust';
/** Small numbers are set to zero: a dying resonance costs no more than a loud one. */
const OPTIONS = `-ftz 2 -I ${LIBRARY_DIR}`;

/** Licences of Faust library functions that may be in what we ship. */
const ALLOWED = [/STK-4\.3/, /^MIT/, /BSD/, /ISC/, /LGPL.*with.*exception/i];

interface Source {
  file: string;
  code: string;
  hash: string;
}

/** One wasm module to make: a recipe, or one kind of it. */
interface Target {
  name: string;
  code: string;
  choices: string[];
}

export interface BuildReport {
  /** Recipes compiled now; empty when nothing changed. */
  compiled: string[];
  modules: number;
  /** Licence → Faust functions under it. */
  licences: Record<string, string[]>;
  ms: number;
}

/** Compiles what changed of `dsp/*.dsp` into `build/sounds`. Cheap when nothing did. */
export async function buildSounds(): Promise<BuildReport> {
  const started = performance.now();
  mkdirSync(SOUNDS_DIR, { recursive: true });
  const sources = readSources();
  const known = new Map(readStamps().map((stamp) => [stamp.file, stamp]));
  const stale = sources.filter((source) => known.get(source.file)?.hash !== source.hash);

  const stamps: Stamp[] = sources.flatMap((source) => {
    const stamp = known.get(source.file);
    return stamp?.hash === source.hash ? [stamp] : [];
  });
  if (stale.length > 0) {
    const compile = await openCompiler();
    for (const source of stale) {
      const stamp: Stamp = { file: source.file, hash: source.hash, modules: [], licences: {} };
      for (const target of targetsOf(source)) {
        const { wasm, facts, licences } = await compile(target);
        writeWhole(`${target.name}.wasm`, wasm);
        writeWhole(`${target.name}.json`, JSON.stringify(facts));
        stamp.modules.push(target.name);
        for (const [what, licence] of Object.entries(licences)) stamp.licences[what] = licence;
      }
      stamps.push(stamp);
    }
  }
  if (stale.length > 0 || stamps.length !== known.size) {
    const kept = new Set(stamps.flatMap((stamp) => stamp.modules));
    for (const file of readdirSync(SOUNDS_DIR)) {
      const name = file.replace(/\.(wasm|json)$/, '');
      if (name !== 'stamps' && !kept.has(name)) rmSync(join(SOUNDS_DIR, file), { force: true });
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
  return readdirSync(SOURCES)
    .filter((file) => file.endsWith('.dsp'))
    .sort()
    .map((file) => {
      const code = read(file);
      return { file, code, hash: createHash('sha256').update(shared).update(code).digest('hex') };
    });
}

function readStamps(): Stamp[] {
  try {
    return JSON.parse(readFileSync(join(SOUNDS_DIR, 'stamps.json'), 'utf8')) as Stamp[];
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

function compilerVersion(): string {
  try {
    const manifest = readFileSync(
      createRequire(import.meta.url).resolve('@grame/faustwasm/package.json'),
      'utf8',
    );
    return (JSON.parse(manifest) as { version: string }).version;
  } catch (cause) {
    throw new Error('The Faust compiler is not installed. Run npm ci (with dev dependencies).', { cause });
  }
}

type Compiled = {
  wasm: Uint8Array;
  facts: SoundFacts;
  licences: Record<string, string>;
};

interface FaustJson {
  size: number;
  inputs: number;
  outputs: number;
  meta: Record<string, string>[];
  ui: FaustItem[];
}
interface FaustItem {
  label: string;
  index?: number;
  items?: FaustItem[];
}

async function openCompiler(): Promise<(target: Target) => Promise<Compiled>> {
  // Loaded only when there is something to compile: it is 6 MB.
  const { FaustCompiler, instantiateFaustModuleFromFile, LibFaust } =
    await import('@grame/faustwasm/dist/esm/index.js');
  const libfaust = createRequire(import.meta.url).resolve('@grame/faustwasm/libfaust-wasm/libfaust-wasm.js');
  const compiler = new FaustCompiler(new LibFaust(await instantiateFaustModuleFromFile(libfaust)));
  compiler.fs().writeFile(`${LIBRARY_DIR}/${LIBRARY}`, readFileSync(join(SOURCES, LIBRARY), 'utf8'));
  return async ({ name, code, choices }) => {
    const factory = await compiler.createMonoDSPFactory(name, code, OPTIONS);
    if (!factory) throw new Error(`${name}: ${compiler.getErrorMessage()}`);
    const json = JSON.parse(factory.json) as FaustJson;
    const licences = licencesOf(json);
    audit(name, licences);
    const { size, inputs, outputs } = json;
    const facts = { name, size, inputs, outputs, params: paramsOf(json.ui), choices };
    return { wasm: factory.code, facts, licences };
  };
}

const paramsOf = (items: FaustItem[]): Record<string, number> =>
  Object.fromEntries(
    items.flatMap((item) =>
      item.items
        ? Object.entries(paramsOf(item.items))
        : item.index === undefined
          ? []
          : [[item.label, item.index]],
    ),
  );

function licencesOf({ meta }: FaustJson): Record<string, string> {
  const entries = meta.flatMap((item) => Object.entries(item));
  return Object.fromEntries(entries.filter(([what]) => /licen[cs]e$/.test(what)));
}

function audit(name: string, licences: Record<string, string>): void {
  for (const [what, licence] of Object.entries(licences)) {
    if (!ALLOWED.some((allowed) => allowed.test(licence))) {
      throw new Error(`${name}.dsp uses ${what} = "${licence}", which we do not ship.`);
    }
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
  const whole = join(SOUNDS_DIR, file);
  const part = `${whole}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, whole);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { compiled, modules, licences, ms } = await buildSounds();
  const what = compiled.length > 0 ? `compiled ${compiled.length} recipes` : 'nothing changed';
  console.log(`sounds: ${what}, ${modules} modules, ${ms} ms`);
  for (const [licence, used] of Object.entries(licences))
    console.log(`  ${licence}: ${used.length} functions`);
}
