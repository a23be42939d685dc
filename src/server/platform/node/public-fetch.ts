import { lookup as lookupName, type LookupAddress } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';

import { isPublicForName, type Lookup } from '../../vendor/public-address.ts';

export const lookup: Lookup = async (hostname) =>
  (await lookupAll(hostname, { all: true })).map(({ address }) => address);

/** The address that is checked is the address that is connected to: a name that changes in between gains nothing. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookupName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const allowed = error ? [] : found.filter(({ address }) => isPublicForName(address));
    const [first] = allowed;
    if (!first) return done(error ?? new Error(`${hostname} has no public address`), '', 0);
    return options.all ? done(null, allowed) : done(null, first.address, first.family);
  });
};

const BODILESS = [101, 204, 205, 304];

function toResponse(incoming: IncomingMessage): Response {
  const { statusCode = 502, headers } = incoming;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  if (BODILESS.includes(statusCode)) {
    incoming.resume();
    return new Response(null, { status: statusCode, headers: pairs });
  }
  // Node's own stream type and the web's are one and the same object.
  const body = Readable.toWeb(incoming) as NodeStream<Uint8Array> as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(body, { status: statusCode, headers: pairs });
}

/** A request to something on the open internet, with a body of text or none. Redirects are handed back, not followed. */
export function publicFetch(
  url: string,
  { method = 'GET', headers, signal, body }: RequestInit,
): Promise<Response> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      lookup: lookupPublic,
      ...(signal && { signal }),
    })
      .on('response', (incoming) => resolve(toResponse(incoming)))
      .on('error', reject)
      .end(typeof body === 'string' ? body : undefined);
  });
}
