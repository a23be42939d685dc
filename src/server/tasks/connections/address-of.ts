import { type VENDOR_NAMES } from '#shared/connection.ts';
import { VENDORS } from '#shared/connections/vendors.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

/** Null when an address typed in the page may be asked, else why not. */
export type AddressCheck = (url: URL) => Promise<string | null>;

const refuse = (why: { message: string }) =>
  new Refusal(400, { code: 'invalid-request', ...why, field: 'baseUrl' });

/**
 * Where a vendor's `/api/v1/…` begins. An address that is typed in must not become a way into private networks.
 * @throws Refusal 400
 */
export async function addressOf(
  { vendor, baseUrl }: { vendor: (typeof VENDOR_NAMES)[number]; baseUrl?: string | undefined },
  check: AddressCheck,
): Promise<string> {
  if (vendor !== 'custom') {
    if (baseUrl !== undefined)
      throw refuse({ message: `The address of ${vendor} is known. Leave baseUrl out.` });
    return VENDORS[vendor].origin;
  }
  const url = baseUrl === undefined ? null : URL.parse(baseUrl.trim());
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse(because('addressNotFull'));
  if (`${url.username}${url.password}${url.search}${url.hash}` !== '')
    throw refuse(because('addressNotPlain'));
  const why = await check(url);
  if (why !== null) throw refuse({ message: why });
  return url.href.replace(/\/+$/, '');
}
