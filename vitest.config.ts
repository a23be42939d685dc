import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Two cores everywhere we run.
    maxWorkers: 2,
  },
});
