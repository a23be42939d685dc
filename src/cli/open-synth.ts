import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { createMp3, type Mp3Encoder } from '../audio/encode/encode-mp3.ts';
import { INSTRUMENTS_DIR } from '../build/build-instruments.ts';
import { createModules, type FaustModules, type ModuleFacts } from '../synth/faust/modules.ts';
import { createTakeRenderer, type TakeRenderer } from '../synth/render-take.ts';

/** The compiled sound modules of `build/sounds`. */
export function openModules(): FaustModules {
  const names = readdirSync(INSTRUMENTS_DIR)
    .filter((file) => file.endsWith('.wasm'))
    .map((file) => file.slice(0, -'.wasm'.length));
  return createModules(
    names.map((name) => ({
      facts: JSON.parse(readFileSync(join(INSTRUMENTS_DIR, `${name}.json`), 'utf8')) as ModuleFacts,
      wasm: new Uint8Array(readFileSync(join(INSTRUMENTS_DIR, `${name}.wasm`))),
    })),
  );
}

export async function openMp3(): Promise<Mp3Encoder> {
  const wasm = createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3');
  return createMp3(new WebAssembly.Module(readFileSync(wasm)));
}

export async function openTakeRenderer(): Promise<TakeRenderer> {
  return createTakeRenderer(openModules(), await openMp3());
}
