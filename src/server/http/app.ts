import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';
import { getPath } from 'hono/utils/url';

import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { Access } from './middleware/access.ts';
import { takeAdmitted } from './middleware/admitted.ts';
import { buildId } from './middleware/build-id.ts';
import { answerError, notFound, refuseWith, type LogError } from './middleware/error-answers.ts';
import {
  guardHost,
  guardOrigin,
  guardPublicHost,
  type HostRules,
  MEDIA,
  requireJson,
  SHARE,
} from './middleware/guard.ts';
import { findOuterAddress, type ProxyRules } from './middleware/outer-address.ts';
import { securityHeaders, type InlineHashes } from './middleware/security-headers.ts';
import { Sessions } from './middleware/sessions.ts';
import { oneToken, type TokenHolders } from './middleware/token-holders.ts';
import { openApiRoutes } from './openapi/openapi-routes.ts';
import { audioRoutes } from './routes/audio-routes.ts';
import { backupRoutes } from './routes/backup-routes.ts';
import { batchRoutes } from './routes/batch-routes.ts';
import { callbackRoutes } from './routes/callback-routes.ts';
import { connectionRoutes } from './routes/connection-routes.ts';
import { downloadRoutes } from './routes/download-routes.ts';
import { dropInRoutes } from './routes/drop-in-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { listRoutes } from './routes/list-routes.ts';
import { loginRoutes } from './routes/login-routes.ts';
import { mediaRoutes, openToAnyOrigin } from './routes/media-routes.ts';
import { shareRoutes } from './routes/share-routes.ts';
import { taskRoutes } from './routes/task-routes.ts';
import { warmRoutes } from './routes/warm-routes.ts';

/** What the routes need. */
interface RouteOptions {
  tasks: Tasks;
  clock: Clock;
  closing: AbortSignal;
  logError: LogError;
  /** False where what stands in front compresses: it would compress a second time. */
  compresses?: boolean;
}

interface HttpOptions extends ProxyRules, RouteOptions {
  /** Hosts this server answers to besides the loopback ones. */
  hosts: HostRules['hosts'];
  accessToken: string | null;
  /** Default: whoever has `accessToken`. */
  holders?: TokenHolders;
  /** Default: one that no other server on this host has. */
  cookieName?: string;
  /** A folder for which logins were ended. */
  sessionFiles: Files;
  inlineHashes: InlineHashes;
  /** Changes with every build of the page and the server. */
  build: string;
}

export const noStore: MiddlewareHandler = async (c, next) => {
  c.header('cache-control', 'no-store');
  await next();
};

/** What every answer carries. */
const commonHeaders = ({ build, inlineHashes }: Pick<HttpOptions, 'build' | 'inlineHashes'>) => [
  requestId(),
  buildId(build),
  securityHeaders(inlineHashes),
];

/** Answers in our envelope to what is refused before it reaches the app. */
export const createRefusals = (options: Pick<HttpOptions, 'build' | 'inlineHashes'>) =>
  refuseWith([...commonHeaders(options), noStore]);

export type GuardOptions = ProxyRules &
  Pick<HttpOptions, 'build' | 'inlineHashes' | 'hosts' | 'logError'> & { needsLogin: boolean };

/** A program's base URL may end in a slash. */
const forgiveSlashes = (path: string): string => path.replace(/^\/{2,}(?=api\/v1\/)/, '/');

/** A proxy hands the base path on or takes it off: both arrive here without it. */
function withoutBase(basePath: string) {
  return (request: Request): string => {
    const path = getPath(request);
    const isBelow = basePath !== '' && path.startsWith(`${basePath}/`);
    return forgiveSlashes(isBelow ? path.slice(basePath.length) : path);
  };
}

/** An app that answers to its own hosts and origins only, with the headers and the envelope of all our answers. */
export function createGuardedApp(options: GuardOptions): Hono {
  const { hosts, publicUrl, basePath, needsLogin } = options;
  const rules = { hosts, publicUrl, needsLogin };
  const app = new Hono({ getPath: withoutBase(basePath) });
  app.onError(answerError(options.logError));
  app.use(`${MEDIA}*`, openToAnyOrigin);
  app.use(findOuterAddress(options), ...commonHeaders(options), guardHost(rules), guardOrigin(rules));
  // The page's links are relative to the folder it stands in.
  if (basePath !== '') app.get(basePath, (c) => c.redirect(`${basePath}/${new URL(c.req.url).search}`, 308));
  return app;
}

/** Guard, parse, call `tasks`, answer. What is mounted on the app afterwards stands behind the same guard. */
export function createHttp(options: HttpOptions): Hono {
  const { clock, publicUrl, accessToken, basePath } = options;
  const app = createGuardedApp({ ...options, needsLogin: accessToken !== null });
  if (publicUrl !== null && accessToken === null) app.use(guardPublicHost(new URL(publicUrl).hostname));
  app.get('/healthz', (c) => c.json({ ok: true }));
  if (accessToken !== null) {
    const sessions = new Sessions(options.sessionFiles, clock, options.cookieName);
    const holders = options.holders ?? oneToken(accessToken);
    const access = new Access({ holders, sessionsOf: () => sessions, clock, basePath });
    app.use(access.guard);
    app.use('/api/*', requireJson, noStore);
    app.route('/', loginRoutes(access));
  } else app.use('/api/*', requireJson, noStore);
  mountRoutes(app, options);
  return app;
}

/** The same for one workspace of several, behind a front that guards them all. @see createWorkspacesFront */
export function createWorkspaceHttp(options: RouteOptions & ProxyRules): Hono {
  const app = new Hono({ getPath: withoutBase(options.basePath) });
  app.onError(answerError(options.logError));
  app.use(requestId(), findOuterAddress(options), takeAdmitted);
  app.use('/api/*', noStore);
  mountRoutes(app, options);
  return app;
}

function mountRoutes(app: Hono, options: RouteOptions): void {
  const { tasks, clock } = options;
  app.route(SHARE, shareRoutes());
  app.route('/api/v1', dropInRoutes(options));
  app.route(MEDIA, mediaRoutes(tasks));
  app.route('/api/tasks', eventRoutes(options));
  app.route('/api/tasks', audioRoutes(tasks));
  // A page of the list is 50 kB.
  if (options.compresses ?? true) app.on('GET', ['/api/tasks', '/api/openapi.json'], compress());
  app.route('/api', listRoutes(tasks, clock));
  app.route('/api/tasks', taskRoutes(tasks));
  app.route('/api', batchRoutes(tasks));
  app.route('/api', downloadRoutes(tasks, clock));
  app.route('/api', backupRoutes(tasks, clock));
  app.route('/api/connections', connectionRoutes(tasks.connections));
  app.route('/api/connections', warmRoutes(tasks));
  app.route('/api/callbacks', callbackRoutes(tasks));
  app.route('/api', openApiRoutes());
  app.all('/api/*', notFound);
}
