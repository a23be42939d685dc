import { spawnSync } from 'node:child_process';

import { ensureBrowser } from './support/browser.ts';

/** `npm run e2e [-- playwright's arguments]`: on the built app, in whatever Chromium is here or can be had. */
const browser = ensureBrowser();
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    'e2e/playwright.config.ts',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, CHROME_PATH: browser } },
);
process.exitCode = status ?? 1;
