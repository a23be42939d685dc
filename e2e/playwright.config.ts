import { defineConfig } from '@playwright/test';

import { CHROMIUM_FLAGS, findBrowser } from './support/browser.ts';

const executablePath = findBrowser();
const isCI = process.env['CI'] !== undefined;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  forbidOnly: isCI,
  fullyParallel: true,
  workers: 2,
  // CI's machine is shared and slow: one more try there, reported as flaky, and twice the time.
  retries: isCI ? 1 : 0,
  timeout: isCI ? 120_000 : 60_000,
  expect: { timeout: isCI ? 40_000 : 20_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    // Recording each step slows every page; on CI it waits for the second try.
    trace: isCI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath !== null && { executablePath }) },
  },
});
