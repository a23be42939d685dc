import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';

import type { DialectName } from '#shared/connection.ts';

import type { Clock } from '../platform/clock.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { createAccess } from './middleware/access.ts';
import { answerError, notFound, type LogError } from './middleware/error-answers.ts';
import { guardHost, guardOrigin, guardPublicHost, requireJson } from './middleware/guard.ts';
import { securityHeaders, type InlineHashes } from './middleware/security-headers.ts';
import { sendTake } from './routes/audio-routes.ts';
import { backupRoutes } from './routes/backup-routes.ts';
import { libraryRoutes } from './routes/batch-routes.ts';
import { callbackRoutes } from './routes/callback-routes.ts';
import { generateRoutes } from './routes/drop-in-routes.ts';
import { streamEvents } from './routes/event-routes.ts';
import { loginRoutes } from './routes/login-routes.ts';
import { taskRoutes } from './routes/task-routes.ts';

export interface HttpOptions {
  ledger: Tasks;
  models: readonly string[];
  dialect: DialectName;
  clock: Clock;
  /** Hosts this server answers to besides the loopback ones. */
  hosts: { names: readonly string[]; anyAddress: boolean };
  /** Origin under which the vendor reaches us. */
  publicUrl: string | null;
  accessToken: string | null;
  inlineHashes: InlineHashes;
  clientAddress: (c: Context) => string;
  closing: AbortSignal;
  logError: LogError;
}

const noStore: MiddlewareHandler = async (c, next) => {
  c.header('cache-control', 'no-store');
  await next();
};

/** Guard, validate, hand over, answer. Whatever is mounted on the app afterwards stands behind the same guard. */
export function createHttp(options: HttpOptions): Hono {
  const { ledger, models, clock, publicUrl, accessToken } = options;
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname;
  const app = new Hono();

  app.onError(answerError(options.logError));
  app.use(requestId(), securityHeaders(options.inlineHashes));
  app.use(guardHost({ ...options.hosts, publicHost }));
  if (publicHost !== null && accessToken === null) app.use(guardPublicHost(publicHost));
  app.use(guardOrigin);
  app.get('/healthz', (c) => c.json({ ok: true }));
  if (accessToken !== null) {
    const access = createAccess({ token: accessToken, clock, clientAddress: options.clientAddress });
    app.use(access.guard);
    app.route('/', loginRoutes(access));
  }

  app.use('/api/*', requireJson, noStore);
  app.route('/api/v1/generate', generateRoutes(options));
  app.get('/api/tasks/events', streamEvents(options));
  app.get('/api/tasks/:id/takes/:n/audio', sendTake(ledger));
  // A page of it is 50 kB, and the list waits for all of them.
  app.get('/api/tasks', compress());
  app.route('/api/tasks', taskRoutes(ledger, models));
  app.route('/api', libraryRoutes(options));
  app.route('/api', backupRoutes(options));
  app.get('/api/connection', async (c) => c.json(await ledger.connection()));
  app.route('/api/callbacks', callbackRoutes(ledger));
  app.all('/api/*', notFound);
  return app;
}
