import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressRange = [address: Address, prefixBits: number];

/** Words for ranges that everybody would have to look up. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fe80::/10'],
};

/** `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`, `loopback` or `private`; null when it is none of these. */
export function parseRange(text: string): AddressRange[] | null {
  const named = NAMED[text.toLowerCase()];
  if (named) return named.flatMap((one) => parseRange(one) ?? []);
  const bare = text.replace(/^\[|\]$/g, '');
  if (ipaddr.isValidCIDR(bare)) return [ipaddr.parseCIDR(bare)];
  // `10.1` is an address to some; here it is a slip of the pen.
  if (!bare.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  if (!ipaddr.isValid(bare)) return null;
  const address = ipaddr.process(bare);
  return [[address, address instanceof ipaddr.IPv4 ? 32 : 128]];
}

/** Whether an address, IPv4 written as IPv6 too, lies in one of the ranges. */
export function isInRanges(ranges: readonly AddressRange[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const one = ipaddr.process(address);
  return ranges.some(([range, bits]) => one.kind() === range.kind() && one.match(range, bits));
}
