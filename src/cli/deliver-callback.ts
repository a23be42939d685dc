import { DeliveryProblem, type Deliver } from '../sandbox/send-callbacks.ts';
import { matchesHost } from '../server/platform/host-names.ts';
import { lookup, publicFetch } from '../server/platform/node/network/public-fetch.ts';
import { directFetch } from '../server/platform/node/network/vendor-fetch.ts';
import { isLoopback, type Settings } from '../server/platform/node/settings.ts';
import { whyNotPublic } from '../server/vendor/public-address.ts';

type CallbackSettings = Pick<Settings, 'host' | 'publicUrl' | 'basePath' | 'accessToken' | 'mediaHosts'>;

/**
 * How the sandbox calls back. Where others can reach this server, a `callBackUrl` of theirs must not make it
 * call into this network: the rules are those of audio links.
 * @param origin at which this process reaches itself
 */
export function deliverCallback(settings: CallbackSettings, origin: string): Deliver {
  const { host, publicUrl, basePath, accessToken, mediaHosts } = settings;
  if (isLoopback(host) && publicUrl === null && accessToken === null) return directFetch;
  return async (url, init) => {
    const target = new URL(url);
    const isOurs =
      [origin, publicUrl].includes(target.origin) && target.pathname.startsWith(`${basePath}/api/callbacks/`);
    if (isOurs || matchesHost(mediaHosts, target.hostname)) return directFetch(url, init);
    const refusal = await whyNotPublic(target, lookup);
    if (refusal !== null) throw new DeliveryProblem(refusal);
    return publicFetch(url, init);
  };
}
