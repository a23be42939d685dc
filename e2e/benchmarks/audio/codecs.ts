import { readFileSync } from 'node:fs';

import type { Codecs } from '../../../src/audio/encode/export-sound.ts';

const read = (name: keyof Codecs) => () =>
  Promise.resolve(
    new WebAssembly.Module(readFileSync(new URL(import.meta.resolve(`wasm-media-encoders/wasm/${name}`)))),
  );

/** The encoders that the page fetches, from the packages. */
export const codecs: Codecs = { mp3: read('mp3'), ogg: read('ogg') };
