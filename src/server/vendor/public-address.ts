import ipaddr from 'ipaddr.js';

/** Every address that a name resolves to. */
export type Lookup = (hostname: string) => Promise<string[]>;

/** All that is handed out of IPv6; the rest embeds IPv4, is local or reserved. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Clash, Surge and sing-box answer every name with an address of this range, and lead it out through their proxy. */
const FAKE_IP = ipaddr.IPv4.parseCIDR('198.18.0.0/15');
/** ISATAP: the last 32 bits are an IPv4 address. */
const ISATAP = [0x5efe, 0x0200_5efe];

/** A host on the open internet: not this machine, this network, a tunnel into one, or a reserved range. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` also looks into an IPv4 address written as IPv6 (::ffff:127.0.0.1), and takes ::127.0.0.1 for one.
  const parsed = ipaddr.process(address.includes(':') ? inHex(address) : address);
  if (parsed.range() !== 'unicast') return false;
  if (!(parsed instanceof ipaddr.IPv6)) return true;
  const [high = 0, low = 0] = parsed.parts.slice(4, 6);
  return parsed.match(GLOBAL_IPV6) && !ISATAP.includes(high * 0x1_0000 + low);
}

/** IPv6 without dots. */
const inHex = (address: string): string => URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? address;

/** An address that a name may resolve to: a public one, or one of a proxy that answers all names itself. */
export function isPublicForName(address: string): boolean {
  if (isPublicAddress(address)) return true;
  return ipaddr.IPv4.isValid(address) && ipaddr.IPv4.parse(address).match(FAKE_IP);
}

/** What keeps an address from being fetched. */
export type Unfetched = 'scheme' | 'password' | 'no-address' | 'private';

/**
 * Null when the address may be fetched, else why not. A name counts for all its addresses: one private one is enough
 * to refuse it.
 */
export async function whyUnfetched(url: URL, lookup: Lookup): Promise<Unfetched | null> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username || url.password) return 'password';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host) ? null : 'private';
  const addresses = await lookup(host);
  if (addresses.length === 0) return 'no-address';
  return addresses.every(isPublicForName) ? null : 'private';
}

const SENTENCES: Record<Unfetched, (host: string) => string> = {
  scheme: () => 'the link is not http or https',
  password: () => 'the link holds a password',
  'no-address': () => 'the link has no address',
  private: (host) => `the link leads into a private network; ALLOWED_MEDIA_HOSTS=${host} lets it through`,
};

export const sayUnfetched = (why: Unfetched, { hostname }: URL): string => SENTENCES[why](hostname);

/** The same in words. */
export async function whyNotPublic(url: URL, lookup: Lookup): Promise<string | null> {
  const why = await whyUnfetched(url, lookup);
  return why && sayUnfetched(why, url);
}
