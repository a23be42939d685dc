import { besidePage, emptyKept } from '../offline/cache-names.ts';
import { answerTake } from './answer-take.ts';
import { takeShare } from './share-target.ts';
import { answerAsset, answerPage, keepShell } from './shell.ts';
import { staticRoutes, workerRoute } from './worker-routes.ts';

declare const self: ServiceWorkerGlobalScope;

/** Chromium: https://developer.chrome.com/docs/web-platform/static-routing-api */
type RoutingInstall = ExtendableEvent & { addRoutes?: (rules: unknown) => Promise<void> };

const scope = () => besidePage('');

self.addEventListener('install', (event: RoutingInstall) => {
  event.waitUntil(install(event));
});

async function install(event: RoutingInstall): Promise<void> {
  // Where it is refused, requests ask the worker, which passes them on.
  await event.addRoutes?.(staticRoutes(new URL(scope()).pathname)).catch(() => undefined);
  await keepShell(await fetch(scope(), { headers: { accept: 'text/html' } }));
  await self.skipWaiting();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

async function activate(): Promise<void> {
  // The page is asked for while the worker still starts.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const later = (work: Promise<unknown>) => {
    try {
      event.waitUntil(work);
    } catch {
      // It was answered from what is kept; the work goes on for as long as the worker lives.
    }
  };
  const fetchIt = () => fetch(request);
  switch (workerRoute(request, scope())) {
    case 'page':
      return event.respondWith(answerPage(preloaded(event), { later, onLoggedOut: emptyKept }));
    case 'login':
      return event.respondWith(answerLogin(event));
    case 'asset':
      return event.respondWith(answerAsset(request.url, fetchIt, later));
    case 'take':
      return event.respondWith(answerTake(request, fetchIt));
    case 'share':
      return event.respondWith(takeShare(request));
    case null:
      return undefined;
  }
});

/** Whoever logs in next finds nothing of the login before: emptied first, so that nothing of the next is taken. */
async function answerLogin(event: FetchEvent): Promise<Response> {
  await emptyKept().catch(() => undefined);
  return preloaded(event);
}

async function preloaded(event: FetchEvent): Promise<Response> {
  const response = (await event.preloadResponse) as Response | undefined;
  // Firefox resolves to an error where the server is away: https://github.com/GoogleChrome/workbox/issues/3134
  return response && response.type !== 'error' ? response : fetch(event.request);
}
