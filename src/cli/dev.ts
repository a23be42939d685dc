import { fileURLToPath } from 'node:url';

import { createServer, type ViteDevServer } from 'vite';

import { systemClock } from '../server/platform/clock.ts';
import { isLoopback, readSettings, SettingsProblem } from '../server/platform/node/settings.ts';
import { bannerLines } from './banner.ts';
import { createNodeSynth } from './node-synth.ts';
import { stopOnSignal, exitOnProblem } from './process-exit.ts';
import { serve } from './serve.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Everything else is the page, and Vite's. */
const OURS = /^\/+(api|media|sandbox|healthz|login|logout|share)([/.?]|$)/;

/** The server before this one may still wait for an answer it has paid for. */
const LAST_RUN_ENDS_MS = 25_000;

/** The same app as `server.ts`, with Vite in front of it for the page: one origin, no CORS. Runs under `node --watch`. */
await exitOnProblem(async () => {
  const settings = readSettings(process.env);
  if (!isLoopback(settings.host)) {
    throw new SettingsProblem('HOST: the development server shows its sources, so it stays on 127.0.0.1.');
  }
  let vite: ViteDevServer | undefined;
  const running = await serve(settings, {
    clock: systemClock,
    synth: async () => createNodeSynth({ workers: 1, log: console.log }),
    page: null,
    lockWaitMs: LAST_RUN_ENDS_MS,
    report: (error) => console.error(error),
    async wrap(listener, server) {
      vite = await createServer({
        root: ROOT,
        configLoader: 'native',
        base: `${settings.basePath}/`,
        server: { middlewareMode: true, hmr: { server } },
      });
      const { middlewares } = vite;
      return async (incoming, outgoing) => {
        if (OURS.test((incoming.url ?? '').replace(settings.basePath, '')))
          await listener(incoming, outgoing);
        else middlewares(incoming, outgoing);
      };
    },
  });
  stopOnSignal(async () => {
    await vite?.close();
    await running.stop();
  });
  console.log([...bannerLines(settings, running.url), ...running.app.warnings].join('\n'));
});
