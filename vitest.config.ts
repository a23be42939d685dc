import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // React's own test helpers are in its development build only, whatever the shell says.
    env: { NODE_ENV: 'test' },
    restoreMocks: true,
    // Two cores everywhere we run.
    maxWorkers: 2,
    // Shared machines are slow by fits; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // As in e2e: CI's machine is shared, one more try there; nowhere else.
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
