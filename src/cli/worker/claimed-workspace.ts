import { parse } from 'hono/utils/cookie';

import { holderIdIn } from '../../server/http/middleware/access.ts';
import { MEDIA } from '../../server/http/middleware/guard.ts';
import { LINK_MARK } from '../../server/tasks/audio/media-links.ts';
import { workspaceInHolderId, workspaceInToken } from '../workspaces/workspace-record.ts';

/** One a Worker, whichever workspace a login is for: the next login takes its place. */
export const LOGIN_COOKIE = 'cuesmith_login';

const CALLBACKS = '/api/callbacks/';
/** A form with one token. */
const LOGIN_MAX = 4096;

function inLink(path: string): string | null {
  const folder = [MEDIA, CALLBACKS].find((start) => path.startsWith(start));
  if (folder === undefined) return null;
  const link = path.slice(folder.length);
  return link.includes(LINK_MARK) ? (link.split(LINK_MARK)[0] ?? '') : '';
}

function inCookie(header: string): string | null {
  const { [LOGIN_COOKIE]: login } = parse(header, LOGIN_COOKIE);
  return login === undefined ? null : workspaceInHolderId(holderIdIn(login));
}

const inHeaders = (headers: Headers): string | null => {
  const [, bearer = ''] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? [];
  return workspaceInToken(bearer) ?? inCookie(headers.get('cookie') ?? '');
};

/**
 * The workspace that a request's token, login or signed link says it is for, and the request, to be handed on. It is a
 * claim: that workspace's own object finds whether token, login or link are right, and nobody else's data are there.
 */
export async function claimedWorkspace(request: Request): Promise<{ id: string; request: Request }> {
  const { pathname } = new URL(request.url);
  const isLogin = request.method === 'POST' && pathname === '/login';
  if (isLogin && Number(request.headers.get('content-length') ?? Infinity) <= LOGIN_MAX) {
    const body = await request.text();
    const token = new URLSearchParams(body).get('token') ?? '';
    return { id: workspaceInToken(token) ?? '', request: new Request(request, { method: 'POST', body }) };
  }
  return { id: inLink(pathname) ?? inHeaders(request.headers) ?? '', request };
}
