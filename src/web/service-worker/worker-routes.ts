/** What the worker does with a request; null: nothing, it goes its own way. */
type WorkerRoute = 'page' | 'login' | 'asset' | 'take' | 'share' | null;

/** A take as the page plays it. One to be saved has a query. */
const TAKE = /^api\/tasks\/[^/]+\/takes\/\d+\/audio$/;

/**
 * Only what is named here is touched: no call of the API, no stream, nothing that is sent.
 * @param scope where the page stands: another server may stand below it on the same origin
 */
export function workerRoute(
  { method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>,
  scope: string,
): WorkerRoute {
  if (!url.startsWith(scope)) return null;
  const { pathname, search } = new URL(url);
  const path = pathname.slice(new URL(scope).pathname.length);
  if (mode === 'navigate' && path === 'share') return 'share';
  if (method !== 'GET') return null;
  if (mode === 'navigate') return path === '' ? 'page' : path === 'login' ? 'login' : null;
  if (path.startsWith('assets/')) return 'asset';
  return TAKE.test(path) && search === '' ? 'take' : null;
}

/**
 * What browsers that know static routing (Chromium) decide without the worker, however broken it is: nothing that is sent
 * waits for it, nor does a piece of the page that a press needs.
 */
export function staticRoutes(scopePath: string) {
  const base = scopePath.replaceAll(/[+*?:{}()\\]/g, String.raw`\$&`);
  const to = (source: 'network' | 'fetch-event' | 'race-network-and-fetch-handler', pathname: string) => ({
    condition: { urlPattern: { pathname: base + pathname } },
    source,
  });
  return [
    to('fetch-event', 'api/tasks/*/takes/*/audio'),
    ...['api/*', 'sandbox/*', 'media/*', 'healthz', 'logout'].map((path) => to('network', path)),
    to('race-network-and-fetch-handler', 'assets/*'),
  ];
}
