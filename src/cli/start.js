// Plain JavaScript: the one file that also runs on a Node that is too old, to say so.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isNewEnough, NODE_MIN } from './node-version.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE_SOURCES = [
  'index.html',
  'vite.config.ts',
  'tailwind.config.ts',
  'package-lock.json',
  'public',
  'src/web',
  'src/shared',
  'src/audio',
  'src/build',
];

/** @param {string} message */
function leave(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} path @returns {number} */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

function buildPage() {
  const builtMs = newestMs(join(ROOT, 'dist/index.html'));
  if (builtMs > Math.max(...PAGE_SOURCES.map((path) => newestMs(join(ROOT, path))))) return;
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) leave('The page must be built, and Vite is not installed. Run: npm ci');
  console.log('Building the page (only after a change) …');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) leave('The page could not be built; what went wrong stands above.');
}

if (!isNewEnough(process.versions.node)) {
  leave(
    `Cuesmith needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}. Run npm ci (it brings the right one), then npm start.`,
  );
}
if (!existsSync(join(ROOT, 'node_modules/hono'))) leave('The packages are not installed. Run: npm ci');

// What Node compiled once is not compiled again: halves the start.
module.enableCompileCache(join(ROOT, 'node_modules/.cache/node'));

if (process.argv[2] === 'sandbox') {
  await import('./sandbox.ts');
} else {
  if (process.argv[2] !== '--no-env-file') {
    const { loadEnvFile } = await import('./load-env-file.ts');
    try {
      loadEnvFile(join(ROOT, '.env'), process.env);
    } catch (error) {
      leave(error instanceof Error ? error.message : String(error));
    }
  }
  buildPage();
  await import('./server.ts');
}
