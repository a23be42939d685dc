import { type FaultyVendor, startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import type { Server, ServerOptions } from './server.ts';
import { test as base, type OpenedPage } from './test.ts';

/** A server's settings for that vendor. */
const settingsFor = ({ url }: FaultyVendor): Record<string, string> => ({
  SOUNDS_UPSTREAM: url,
  SOUNDS_API_KEY: 'sk-e2e-0123456789',
});

/** `test` with vendors that misbehave on demand. */
export const test = base.extend<{
  /** Vendors that misbehave on demand; they end with the test. */
  startVendor: typeof startFaultyVendor;
  /** One of them. */
  vendor: FaultyVendor;
  /** A server whose vendor is `vendor`, unless the settings say otherwise. */
  startWith: (env?: Record<string, string>, options?: Omit<ServerOptions, 'env'>) => Promise<Server>;
  /** The same, its page opened. */
  openWith: (env?: Record<string, string>) => Promise<OpenedPage>;
}>({
  startVendor: async ({}, provide) => {
    const started: FaultyVendor[] = [];
    await provide(async (options) => {
      const vendor = await startFaultyVendor(options);
      started.push(vendor);
      return vendor;
    });
    await Promise.all(started.map((vendor) => vendor.close()));
  },
  vendor: async ({ startVendor }, provide) => provide(await startVendor()),
  startWith: async ({ vendor, startOwn }, provide) => {
    await provide((env, options) => startOwn({ ...settingsFor(vendor), ...env }, options));
  },
  openWith: async ({ vendor, openOwn }, provide) => {
    await provide((env) => openOwn({ ...settingsFor(vendor), ...env }));
  },
});

export { expect } from './test.ts';
