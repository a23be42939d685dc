import ipaddr from 'ipaddr.js';

/** Every address that a name resolves to. */
export type Lookup = (hostname: string) => Promise<string[]>;

/** A host on the open internet: not this machine, this network, a tunnel into one, or a reserved range. */
export function isPublicAddress(address: string): boolean {
  // `process` also looks into an IPv4 address dressed up as IPv6 (::ffff:127.0.0.1).
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Null when the address may be fetched, else why not. A name is taken for all its addresses: one private one is enough
 * to refuse it.
 */
export async function whyNotPublic(url: URL, lookup: Lookup): Promise<string | null> {
  if (!/^https?:$/.test(url.protocol)) return 'the link is not http or https';
  if (url.username || url.password) return 'the link holds a password';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host) ? [host] : await lookup(host);
  if (addresses.length === 0) return 'the link has no address';
  return addresses.every(isPublicAddress) ? null : 'the link leads into a private network';
}
