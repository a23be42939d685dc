import { availableParallelism } from 'node:os';

import { createSandbox } from '../sandbox/create-sandbox.ts';
import { createGuardedApp, createRefusals } from '../server/http/app.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { lockFolder, openSql } from '../server/platform/node/node-sqlite.ts';
import { readSettings } from '../server/platform/node/settings.ts';
import { peerAddress } from './create-app.ts';
import { deliverCallback } from './deliver-callback.ts';
import { createHttpServer, listenerOf } from './http-server.ts';
import { hostName, isEveryAddress, ownOrigin } from './listen-address.ts';
import { createNodeSynth } from './node-synth.ts';
import { stopOnSignal, exitOnProblem } from './process-exit.ts';
import { answerLater, closeServer, listen } from './serve.ts';
import { buildOf } from './workspaces/app-parts.ts';

/** Its own defaults, and only what it heeds: with no key to spend, it asks for no token on any HOST. */
function readOwnSettings(env: NodeJS.ProcessEnv) {
  const { PORT, DATA_DIR, PUBLIC_URL, ALLOWED_HOSTS, SANDBOX_PACE, SANDBOX_DIALECT } = env;
  const host = env['HOST']?.trim() || '127.0.0.1';
  const own = {
    PORT: PORT || '4861',
    DATA_DIR: DATA_DIR || './data-sandbox',
    PUBLIC_URL,
    PUBLIC_CALLBACKS_ONLY: 'yes',
    ALLOWED_HOSTS,
    SANDBOX_PACE,
    SANDBOX_DIALECT,
  };
  return { ...readSettings(own), host };
}

await exitOnProblem(async () => {
  const settings = readOwnSettings(process.env);
  const { dataDir, host, models, publicUrl } = settings;
  const unlock = lockFolder(dataDir);
  const common = buildOf(null);
  const refuse = createRefusals(common);
  const server = createHttpServer(refuse);
  // Port and folder first: a second one leaves without having touched a thing.
  const ready = answerLater(server);
  const port = await listen(server, settings);

  const sql = openSql(`${dataDir}/sandbox.db`);
  const synth = createNodeSynth({ workers: Math.min(4, availableParallelism()), log: console.log });
  const sandbox = createSandbox({
    synth,
    sql,
    files: openFiles(`${dataDir}/sandbox`),
    clock: systemClock,
    publicOrigin: () => publicUrl,
    deliver: deliverCallback(settings, ownOrigin(host, port)),
    models,
    ...settings.sandbox,
  });
  const app = createGuardedApp({
    ...common,
    hosts: { names: [...settings.allowedHosts, hostName(host)], anyAddress: isEveryAddress(host) },
    publicUrl,
    basePath: '',
    trustedProxies: [],
    peerAddress,
    needsLogin: false,
    logError: (error) => console.error(error),
  });
  app.all('*', (c) => sandbox.app.fetch(c.req.raw));
  ready.resolve(listenerOf(app, host, refuse));
  console.log(
    `The sandbox speaks the Generate Sounds API at http://${host}:${port}/api/v1 with any key. Ctrl+C stops it.`,
  );

  stopOnSignal(async () => {
    await closeServer(server, sandbox.close());
    await synth.close();
    sql.close();
    unlock();
  });
});
