import { defineConfig } from 'vitest/config';

/** `npm run test:worker`: what is asked of workerd from outside. */
export default defineConfig({
  test: {
    include: ['e2e/worker/**/*.test.ts'],
    globalSetup: 'e2e/worker/global-setup.ts',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
