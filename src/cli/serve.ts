import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createRefusals } from '../server/http/app.ts';
import { lockFolder } from '../server/platform/node/node-sqlite.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { createApp } from './create-app.ts';
import { createHttpServer, listenerOf } from './http-server.ts';
import { ownOrigin, shownUrl } from './listen-address.ts';
import { type App, type AppOptions, buildOf } from './workspaces/app-parts.ts';

/** What is still being answered when everything else has ended gets this long. */
const LAST_ANSWERS_MS = 1000;

const LOCK_WAIT_MS = 500;

/** Said to the person who started us, in one line. */
export class ListenProblem extends Error {
  override readonly name = 'ListenProblem';
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

interface ServeOptions extends Omit<AppOptions, 'origin'> {
  /** How long an upload may stand still. */
  uploadIdleMs?: number;
  /** How long to wait for an earlier server to let go of the folder. */
  lockWaitMs?: number;
  /** Lets development put Vite in front. */
  wrap?: (listener: Listener, server: Server) => Promise<Listener>;
}

export interface RunningServer {
  app: App;
  url: string;
  port: number;
  stop: () => Promise<void>;
}

export function listen(server: Server, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const said: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use: is Cuesmith already running? Choose another PORT.`,
        EACCES: `Port ${port} may not be used by this account. Choose a PORT above 1023.`,
        EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
        ENOTFOUND: `HOST ${host} is no address of this machine.`,
      };
      reject(new ListenProblem(said[cause.code ?? ''] ?? `Cannot listen: ${cause.message}`, { cause }));
    });
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => resolve((server.address() as AddressInfo).port));
  });
}

/** Requests wait until the app that answers them is there: the port is taken first. */
export function answerLater(server: Server): PromiseWithResolvers<Listener> {
  const ready = Promise.withResolvers<Listener>();
  // The caller says why there is none; a request that waits for it must not make it an unhandled rejection.
  ready.promise.catch(() => undefined);
  server.on('request', (incoming, outgoing) => {
    ready.promise.then((listener) => listener(incoming, outgoing)).catch(() => outgoing.destroy());
  });
  return ready;
}

/** No new connection from now on; those that are open end when `last` has been answered, or soon after. */
export async function closeServer(server: Server, last: Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await last;
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(timer);
}

/** Takes the folder and the port first, so that a second server leaves without having touched a thing. */
export async function serve(settings: Settings, options: ServeOptions): Promise<RunningServer> {
  const unlock = lockFolder(settings.dataDir, options.lockWaitMs ?? LOCK_WAIT_MS);
  const refuse = createRefusals(buildOf(options.page));
  const server = createHttpServer(refuse, options.uploadIdleMs);
  const ready = answerLater(server);
  try {
    const port = await listen(server, settings);
    const app = await createApp(settings, { ...options, origin: ownOrigin(settings.host, port) });
    const listener = listenerOf(app, settings.host, refuse);
    ready.resolve(options.wrap ? await options.wrap(listener, server) : listener);
    return {
      app,
      port,
      url: shownUrl(settings.host, port),
      async stop() {
        await closeServer(server, app.stopWork());
        await app.close();
        unlock();
      },
    };
  } catch (error) {
    ready.reject(error);
    server.closeAllConnections();
    server.close();
    unlock();
    throw error;
  }
}
