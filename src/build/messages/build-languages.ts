import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'vite';

import { LOCALES } from '#shared/messages/locale.ts';

import { compressFile } from '../compress-plugin.ts';
import { manifestOf } from './web-manifest.ts';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * The page in another language, beside the English one: `dist/de.html`, its manifest, and among the assets those that differ.
 * @param dist the folder of the English build
 */
export async function buildLanguage(locale: string, dist = join(ROOT, 'dist')): Promise<void> {
  // Beside the sources, so that it is on the same disk.
  const folder = mkdtempSync(join(ROOT, 'node_modules/.tmp-language-'));
  try {
    process.env['CUESMITH_LANGUAGE'] = locale;
    await build({
      root: ROOT,
      configLoader: 'native',
      logLevel: 'warn',
      publicDir: false,
      build: { outDir: folder, emptyOutDir: true },
    });
    const own = readdirSync(join(folder, 'assets')).filter((name) => !existsSync(join(dist, 'assets', name)));
    const moves = own.map((name) => [join(folder, 'assets', name), join(dist, 'assets', name)] as const);
    const manifest = manifestOf(locale);
    // The page last: it is whole when it is seen.
    for (const [from, to] of [
      ...moves,
      [join(folder, manifest), join(dist, manifest)] as const,
      [join(folder, 'index.html'), join(dist, `${locale}.html`)] as const,
    ]) {
      await compressFile(from);
      for (const suffix of ['.br', '.gz', ''])
        if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
    }
  } finally {
    delete process.env['CUESMITH_LANGUAGE'];
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `node src/build/messages/build-languages.ts [de …]`: all that are offered, or those. */
if (import.meta.main) {
  const wanted =
    process.argv.length > 2 ? process.argv.slice(2) : LOCALES.filter((locale) => locale !== 'en');
  for (const locale of wanted) {
    console.log(`Building the page in ${locale} …`);
    await buildLanguage(locale);
  }
}
