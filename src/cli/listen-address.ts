import { isLoopback } from '../server/platform/node/settings.ts';

/** An address to listen on, as a URL and a Host header write it. */
export const hostName = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;

export const isEveryAddress = (host: string): boolean => ['0.0.0.0', '::', '[::]'].includes(host);

/** An origin at which this process reaches itself. */
export const ownOrigin = (host: string, port: number): string =>
  `http://${isEveryAddress(host) ? '127.0.0.1' : hostName(host)}:${port}`;

/** What a person types into a browser on this machine. */
export const shownUrl = (host: string, port: number): string =>
  isLoopback(host) || isEveryAddress(host) ? `http://localhost:${port}` : ownOrigin(host, port);
