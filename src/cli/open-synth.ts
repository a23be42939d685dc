import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { SOUNDS_DIR } from '../build/build-instruments.ts';
import { createMp3, type Mp3Encoder } from '../synth/encode/encode-mp3.ts';
import { createBank, type SoundBank, type SoundFacts } from '../synth/faust/modules.ts';
import { createStudio, type Studio } from '../synth/render-take.ts';

/** The compiled sound modules of `build/sounds`. */
export function openBank(): SoundBank {
  const names = readdirSync(SOUNDS_DIR)
    .filter((file) => file.endsWith('.wasm'))
    .map((file) => file.slice(0, -'.wasm'.length));
  return createBank(
    names.map((name) => ({
      facts: JSON.parse(readFileSync(join(SOUNDS_DIR, `${name}.json`), 'utf8')) as SoundFacts,
      wasm: new Uint8Array(readFileSync(join(SOUNDS_DIR, `${name}.wasm`))),
    })),
  );
}

export async function openMp3(): Promise<Mp3Encoder> {
  const wasm = createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3');
  return createMp3(new WebAssembly.Module(readFileSync(wasm)));
}

export async function openStudio(): Promise<Studio> {
  return createStudio(openBank(), await openMp3());
}
