import { serve } from '@hono/node-server';
import * as z from 'zod/mini';

import { systemClock } from '#contract/clock.ts';
import { DEFAULT_MODEL } from '#contract/limits.ts';

import { createSandbox } from '../sandbox/app.ts';
import { openFiles } from './files.ts';
import { createNodeEngine } from './node-engine.ts';
import { lockFolder, openSql, StorageProblem } from './sql.ts';

const port = z.pipe(z.string().check(z.regex(/^\d{1,5}$/)), z.transform(Number));
const settingsSchema = z.object({
  PORT: z._default(port, 4861),
  HOST: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
  DATA_DIR: z._default(z.string().check(z.minLength(1)), './data-sandbox'),
  PUBLIC_URL: z.optional(z.url({ protocol: /^https?$/ })),
  SOUNDS_MODELS: z._default(z.string(), DEFAULT_MODEL),
});

try {
  const settings = readSettings();
  const unlock = lockFolder(settings.DATA_DIR);
  const sql = openSql(`${settings.DATA_DIR}/sandbox.db`);
  const engine = createNodeEngine();
  const publicOrigin = settings.PUBLIC_URL === undefined ? null : new URL(settings.PUBLIC_URL).origin;
  const sandbox = createSandbox({
    engine,
    sql,
    files: openFiles(`${settings.DATA_DIR}/sandbox`),
    clock: systemClock,
    publicOrigin: () => publicOrigin,
    models: settings.SOUNDS_MODELS.split(',').map((model) => model.trim()),
  });

  const server = serve(
    { fetch: sandbox.app.fetch, port: settings.PORT, hostname: settings.HOST },
    ({ port }) =>
      console.log(
        `The sandbox speaks the Generate Sounds API at http://${settings.HOST}:${port}/api/v1 (any Bearer key). Ctrl+C stops it.`,
      ),
  );
  server.on('error', (error: NodeJS.ErrnoException) =>
    leave(
      error.code === 'EADDRINUSE' ? `Port ${settings.PORT} is in use. Choose another PORT.` : error.message,
    ),
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
  if (!(error instanceof StorageProblem)) throw error;
  leave(error.message);
}

function readSettings() {
  const read = settingsSchema.safeParse(process.env);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return leave(`The setting ${String(issue?.path[0])} cannot be read: ${issue?.message}`);
}

function leave(message: string): never {
  console.error(message);
  process.exit(1);
}
