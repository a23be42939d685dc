import { type FaultyVendor, startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import type { Server, ServerOptions } from './server.ts';
import { test as base, type OpenedPage } from './test.ts';

/** A server's settings for that vendor. */
const settingsFor = ({ url }: FaultyVendor): Record<string, string> => ({
  SOUNDS_UPSTREAM: url,
  SOUNDS_API_KEY: 'sk-e2e-0123456789',
});

/** `test` with a vendor that misbehaves on demand. */
export const test = base.extend<{
  vendor: FaultyVendor;
  /** A server whose vendor is `vendor`, unless the settings say otherwise. */
  startWith: (env?: Record<string, string>, options?: Omit<ServerOptions, 'env'>) => Promise<Server>;
  /** The same, its page opened. */
  openWith: (env?: Record<string, string>) => Promise<OpenedPage>;
}>({
  vendor: async ({}, provide) => {
    const vendor = await startFaultyVendor();
    await provide(vendor);
    await vendor.close();
  },
  startWith: async ({ vendor, startOwn }, provide) => {
    await provide((env, options) => startOwn({ ...settingsFor(vendor), ...env }, options));
  },
  openWith: async ({ vendor, openOwn }, provide) => {
    await provide((env) => openOwn({ ...settingsFor(vendor), ...env }));
  },
});

export { expect } from './test.ts';
