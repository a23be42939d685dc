import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt|wasm)$/;
/** Below this a packet is a packet. */
const WORTH_BYTES = 1024;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export async function compressFile(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < WORTH_BYTES) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await toBrotli(bytes, { params }));
  await writeFile(`${file}.gz`, await toGzip(bytes, { level: 9 }));
}

/** Writes .br and .gz beside each file of the build, once and at their best, so that serving costs nothing. */
export function compress(language = 'en'): Plugin {
  let outDir = '';
  return {
    name: 'cuesmith:compress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(failure?: Error) {
      // Of another language only what differs is kept, and pressed then (build-languages.ts).
      if (failure || language !== 'en') return;
      const names = await readdir(outDir, { recursive: true });
      // Cloudflare presses by itself: its Worker's assets are without them.
      await writeFile(join(outDir, '.assetsignore'), '*.br\n*.gz\n');
      await Promise.all(
        names.filter((name) => COMPRESSIBLE.test(name)).map((name) => compressFile(join(outDir, name))),
      );
    },
  };
}
