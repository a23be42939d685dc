import type { Context, Hono } from 'hono';

import type { Clock } from '../platform/clock.ts';
import { LINK_MARK } from '../tasks/audio/media-links.ts';
import { type GuardOptions, createGuardedApp, noStore } from './app.ts';
import { Access } from './middleware/access.ts';
import type { Admitted } from './middleware/admitted.ts';
import { notAllowed, notFound } from './middleware/error-answers.ts';
import { hostNameOf, MEDIA, requireJson } from './middleware/guard.ts';
import { outerOf } from './middleware/outer-address.ts';
import type { Sessions } from './middleware/sessions.ts';
import type { TokenHolders } from './middleware/token-holders.ts';
import { loginRoutes } from './routes/login-routes.ts';

interface WorkspacesFrontOptions extends Omit<GuardOptions, 'needsLogin'> {
  clock: Clock;
  holders: TokenHolders;
  sessionsOf: (workspace: string) => Sessions;
  /** The workspace with a host name of its own; null: that name is nobody's. */
  workspaceAt: (hostName: string) => string | null;
  /** Whether there is such a workspace. */
  isHere: (workspace: string) => boolean;
  /** Answers a request by the workspace's own app. */
  dispatch: (workspace: string, request: Request, env: object) => Promise<Response>;
  /** The page: the same for all. */
  page: Hono | null;
}

/**
 * One app in front of several workspaces. Which one answers is decided by whose token came (verified here) or by the
 * signed link that was followed, and by no header that a client is free to write.
 */
export function createWorkspacesFront(options: WorkspacesFrontOptions): Hono {
  const { clock, holders, sessionsOf, workspaceAt, isHere, dispatch, basePath } = options;
  const access = new Access({
    holders,
    sessionsOf,
    workspaceAt: (c) => workspaceAt(hostNameOf(outerOf(c).host) ?? ''),
    clock,
    basePath,
  });

  const nobody: Admitted = { sender: null, isLoggedIn: () => true };
  const pass = (c: Context, workspace: string, admitted: Admitted) =>
    dispatch(workspace, c.req.raw, { ...(c.env as object), ...admitted });

  /** By the id that a link begins with; none: the data folder's own. Null when there is no such workspace. */
  const workspaceOf = (c: Context): string | null => {
    const link = c.req.param('link') ?? '';
    const workspace = link.includes(LINK_MARK) ? (link.split(LINK_MARK)[0] ?? '') : '';
    return isHere(workspace) ? workspace : null;
  };
  const byLink = async (c: Context): Promise<Response> => {
    const workspace = workspaceOf(c);
    return workspace === null ? notFound(c) : pass(c, workspace, nobody);
  };

  const byToken = async (c: Context): Promise<Response> => {
    const holder = c.get('holder');
    if (!holder) throw notAllowed(401, 'This server asks for an access token: log in, or send it as Bearer.');
    return pass(c, holder.workspace, {
      sender: holder.name,
      isLoggedIn: c.get('isLoggedIn') ?? (() => true),
    });
  };

  const app = createGuardedApp({ ...options, needsLogin: true });
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.all(`${MEDIA}:link/:name`, byLink);
  // Answered alike whether there is such a workspace or not: a forger learns nothing.
  app.all('/api/callbacks/:link', async (c) => pass(c, workspaceOf(c) ?? '', nobody));
  // `files` and `stream` of the workspace's own sandbox.
  app.get('/sandbox/:link{~[^/]+}/:kind{files|stream}/:signature/:name', async (c): Promise<Response> => {
    const workspace = (c.req.param('link') ?? '').slice(LINK_MARK.length);
    return isHere(workspace) ? pass(c, workspace, nobody) : notFound(c);
  });
  app.get('/sandbox/:kind{files|stream}/:signature/:name', (c) => pass(c, '', nobody));
  app.use(access.guard);
  app.use('/api/*', requireJson, noStore);
  app.route('/', loginRoutes(access));
  for (const path of ['/api/*', `${MEDIA}*`, '/sandbox/*']) app.all(path, byToken);
  if (options.page) app.route('/', options.page);
  return app;
}
