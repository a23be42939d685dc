import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

import type { ModuleFacts } from '../synth/faust/modules.ts';

export const SOURCES = fileURLToPath(new URL('../synth/dsp/', import.meta.url));
export const LIBRARY = 'cuesmith.lib';
const LIBRARY_DIR = '/usr/share/faust';
/** Small numbers are set to zero: a dying resonance costs no more than a loud one. */
export const OPTIONS = `-ftz 2 -I ${LIBRARY_DIR}`;

/** Licences of Faust library functions that may be in what we ship. */
const ALLOWED = [/STK-4\.3/, /^MIT/, /BSD/, /ISC/, /LGPL.*with.*exception/i];

/** One wasm module to make: a recipe, or one kind of it. */
export interface Target {
  name: string;
  code: string;
  choices: string[];
}

export type Compiled = {
  wasm: Uint8Array;
  facts: ModuleFacts;
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

/** As a worker thread: compiles its share and says the results. */
const share = workerData as { targets?: Target[] } | null;
if (parentPort && share?.targets) {
  const compile = await openCompiler();
  const done: Compiled[] = [];
  for (const target of share.targets) done.push(await compile(target));
  parentPort.postMessage(done, []);
}
