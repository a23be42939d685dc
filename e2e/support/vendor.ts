import { type FaultyVendor, startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import type { Server } from './server.ts';
import { test as base } from './test.ts';

/** `test` with a vendor that misbehaves on demand. */
export const test = base.extend<{
  vendor: FaultyVendor;
  /** A server whose vendor is `vendor`, unless the settings say otherwise. */
  startWith: (env?: Record<string, string>) => Promise<Server>;
}>({
  vendor: async ({}, provide) => {
    const vendor = await startFaultyVendor();
    await provide(vendor);
    await vendor.close();
  },
  startWith: async ({ vendor, startOwn }, provide) => {
    await provide((env) =>
      startOwn({ SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'sk-e2e-0123456789', ...env }),
    );
  },
});

export { expect } from './test.ts';
