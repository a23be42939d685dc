import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ensureBrowser } from '../support/browser.ts';
import { installWorkerPackages } from './workerd.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The page, its list, the event stream, takes by Range, downloads, in a browser. */
const SPECS = ['main-job'];
const NOT_THERE = [
  // The sandbox of the same process.
  'made elsewhere',
  // A second wish typed before the script has come, which takes longer from wrangler.
  'two presses on one wish',
].join('|');

function run(program: string, words: readonly string[], env: Record<string, string> = {}): boolean {
  const { status } = spawnSync(process.execPath, [program, ...words], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

const inVitest = (words: readonly string[]): boolean =>
  run('node_modules/vitest/vitest.mjs', ['run', '--config', 'e2e/worker/vitest.config.ts', ...words]);

function inBrowser(): boolean {
  if (!existsSync(`${ROOT}dist/index.html`)) {
    console.log('There is no page yet, so no spec is run in a browser: npm run build');
    return false;
  }
  return run(
    'node_modules/@playwright/test/cli.js',
    ['test', '-c', 'e2e/playwright.config.ts', '--workers', '1', ...SPECS, '--grep-invert', NOT_THERE],
    // wrangler's own start counts too: CI's patience.
    { E2E_RUNTIME: 'workerd', CI: '1', CHROME_PATH: ensureBrowser() },
  );
}

/**
 * `npm run test:worker [-- <file>]`: the Worker on Cloudflare's own runtime, which this installs first: what a faulty vendor
 * sees of it, kills, alarms, streams, strangers, limits, the suites of tasks/ and db/; then specs of Node on `wrangler dev`.
 */
installWorkerPackages();
const words = process.argv.slice(2);
const isWell = inVitest(words) && (words.length > 0 || inBrowser());
process.exitCode = isWell ? 0 : 1;
