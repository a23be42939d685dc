import { serve } from '@hono/node-server';

import { systemClock } from '#contract/clock.ts';

import { createSandbox } from '../sandbox/app.ts';
import { openFiles } from './files.ts';
import { createNodeEngine } from './node-engine.ts';
import { readSettings, SettingsProblem } from './settings.ts';
import { lockFolder, openSql, StorageProblem } from './sql.ts';

try {
  const { port, dataDir, models, publicUrl } = readSettings(ownDefaults(process.env));
  // No key to spend here, so no token is asked for.
  const host = process.env['HOST']?.trim() || '127.0.0.1';
  const unlock = lockFolder(dataDir);
  const sql = openSql(`${dataDir}/sandbox.db`);
  const engine = createNodeEngine();
  const sandbox = createSandbox({
    engine,
    sql,
    files: openFiles(`${dataDir}/sandbox`),
    clock: systemClock,
    publicOrigin: () => publicUrl,
    models,
  });

  const server = serve({ fetch: sandbox.app.fetch, port, hostname: host }, (address) =>
    console.log(
      `The sandbox speaks the Generate Sounds API at http://${host}:${address.port}/api/v1 (any Bearer key). Ctrl+C stops it.`,
    ),
  );
  server.on('error', (error: NodeJS.ErrnoException) =>
    leave(error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another PORT.` : error.message),
  );

  const stop = async () => {
    server.close();
    await sandbox.close();
    await engine.close();
    sql.close();
    unlock();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} catch (error) {
  if (!(error instanceof StorageProblem || error instanceof SettingsProblem)) throw error;
  leave(error.message);
}

function ownDefaults(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const { PORT, DATA_DIR, SOUNDS_MODELS, PUBLIC_URL } = env;
  return { PORT: PORT || '4861', DATA_DIR: DATA_DIR || './data-sandbox', SOUNDS_MODELS, PUBLIC_URL };
}

function leave(message: string): never {
  console.error(message);
  process.exit(1);
}
