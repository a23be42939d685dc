import { matchesHost } from '../server/platform/host-names.ts';
import type { Network, VendorLine } from '../server/platform/node/network/network.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import type { AddressCheck } from '../server/tasks/connections/address-of.ts';
import { connectionAt } from '../server/tasks/connections/connection-at.ts';
import type { FixedConnection, OpenVendor } from '../server/tasks/connections/connection-registry.ts';
import { keyHintOf } from '../server/tasks/connections/key-hint.ts';
import { whyNotPublic } from '../server/vendor/public-address.ts';
import { createVendorClient, type Timeouts } from '../server/vendor/vendor-client.ts';

/** The environment's connection; null when it names none. */
export function openEnvironment(
  { upstream, mediaHosts, models, pace, concurrency }: Settings,
  network: Network,
  timeouts: Partial<Timeouts> = {},
): FixedConnection | null {
  const { name, baseUrl, dialect, route, apiKey } = upstream;
  if (baseUrl === null || name === 'sandbox') return null;
  const at = connectionAt(baseUrl);
  return {
    row: { ...at, vendor: name, dialect, route, models, pace, concurrency, source: 'environment' },
    client: createVendorClient({
      id: at.id,
      name,
      origin: baseUrl,
      dialect,
      ...(route && { route }),
      apiKey: apiKey ?? '',
      ...network.openLine(baseUrl),
      publicFetch: network.publicFetch,
      lookup: network.lookup,
      mediaHosts,
      timeouts,
    }),
    keyHint: apiKey === null ? null : keyHintOf(apiKey),
    hasKey: apiKey !== null,
  };
}

type AllowedHosts = Pick<Settings, 'mediaHosts' | 'upstreamHosts'>;

/** Clients of connections made in the page: a private address only where a setting names its host. */
export function vendorOpener(
  { mediaHosts, upstreamHosts }: AllowedHosts,
  network: Network,
  timeouts: Partial<Timeouts> = {},
): OpenVendor {
  /** One an address, for as long as the server runs: clients come and go with their keys. */
  const lines = new Map<string, VendorLine>();

  function lineTo(origin: string): Omit<VendorLine, 'close'> {
    // Its sockets check the address that they connect to: a name may come to mean another one.
    const isPublicOnly = !matchesHost(upstreamHosts, new URL(origin).hostname);
    const line = lines.get(origin) ?? network.openLine(origin, isPublicOnly);
    lines.set(origin, line);
    const { fetch, readFetch, warm } = line;
    return { fetch, readFetch, warm };
  }

  return ({ id, vendor, baseUrl, dialect, route }, apiKey) => {
    const origin = baseUrl ?? 'http://sandbox.invalid';
    return createVendorClient({
      id,
      name: vendor,
      origin,
      dialect,
      ...(route && { route }),
      apiKey,
      ...lineTo(origin),
      publicFetch: network.publicFetch,
      lookup: network.lookup,
      mediaHosts,
      timeouts,
    });
  };
}

/** Whether an address that was typed in the page may be asked. */
export const addressCheck =
  ({ upstreamHosts }: AllowedHosts, { lookup }: Pick<Network, 'lookup'>): AddressCheck =>
  async (url) => {
    if (matchesHost(upstreamHosts, url.hostname)) return null;
    const isPublic = (await whyNotPublic(url, lookup).catch(() => 'the address cannot be found')) === null;
    if (!isPublic)
      return `baseUrl leads into a private network, or nowhere. ALLOWED_UPSTREAM_HOSTS=${url.hostname} lets it through.`;
    return url.protocol === 'https:'
      ? null
      : 'baseUrl must begin with https://: the key would be readable on its way.';
  };
