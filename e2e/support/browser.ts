import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { chromium } from 'playwright';

/** Root has no user namespace to sandbox in; the rest keeps Chromium from calling home on a closed network. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium that is already here: `CHROME_PATH`, Playwright's own, or the system's. */
export function findBrowser(): string | null {
  const candidates = [process.env['CHROME_PATH'], chromium.executablePath(), ...KNOWN_PATHS];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

const run = (command: string, args: string[], timeout: number): boolean =>
  spawnSync(command, args, { stdio: 'inherit', timeout }).status === 0;

/** Finds a browser, or installs one: Playwright's own first, then the system's package. Throws with what to do by hand. */
export function ensureBrowser(): string {
  const here = findBrowser();
  if (here !== null) return here;
  console.log('No Chromium here: installing one for the tests.');
  run('npx', ['playwright', 'install', '--with-deps', 'chromium'], 300_000);
  const own = findBrowser();
  if (own !== null) return own;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const step of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', 'chromium'],
  ]) {
    const [command = '', ...args] = [...sudo, ...step];
    run(command, args, 600_000);
  }
  const system = findBrowser();
  if (system !== null) return system;
  throw new Error(
    'No Chromium could be installed. Install Chrome or Chromium by hand, or set CHROME_PATH to one.',
  );
}
