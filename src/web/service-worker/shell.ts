import { besidePage, shellCache } from '../offline/cache-names.ts';

/** A proxy says so where our server is away. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
const WAIT_MS = 3000;
/** The page's own files as it links them: what comes by itself. A disabled link is to a stylesheet that stands in the page. */
const LINKED = /<(?:script|link)\b(?![^>]*\sdisabled\b)[^>]*\s(?:src|href)="\.\/(assets\/[^"]+)"/g;

const pageKey = () => besidePage('');

export const linkedFiles = (html: string): string[] => [
  ...new Set([...html.matchAll(LINKED)].map(([, file = '']) => besidePage(file))),
];

/** Caches of the page's builds, oldest first. */
async function shells(): Promise<string[]> {
  const prefix = shellCache();
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

async function findInShells(key: string): Promise<Response | null> {
  for (const name of (await shells()).toReversed()) {
    const found = await (await caches.open(name)).match(key, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

async function addMissing(cache: Cache, files: readonly string[]): Promise<void> {
  const isHere = await Promise.all(files.map((file) => cache.match(file, { ignoreVary: true })));
  await cache.addAll(files.filter((_file, index) => !isHere[index]));
}

/**
 * Keeps one build whole: its files first, the page last, so that a page is never found without them. The build before
 * stays, since a tab may still show it and ask for its pieces; older ones go.
 * @param page as it came from the server, with its own headers: the content security policy is one of them
 */
export async function keepShell(page: Response): Promise<void> {
  const build = page.headers.get('x-build');
  const isPage = page.status === 200 && !page.redirected && build !== null;
  if (!isPage || !page.headers.get('content-type')?.startsWith('text/html')) return;
  const html = await page.text();
  const cache = await caches.open(shellCache(build));
  await addMissing(cache, linkedFiles(html));
  await cache.put(pageKey(), new Response(withBuild(html, build), { headers: headersToKeep(page) }));
  const others = (await shells()).filter((name) => name !== shellCache(build));
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

/** So that a page that was kept can tell its build from that of the server it meets (api/api-client.ts). */
const withBuild = (html: string, build: string): string =>
  html.replace('<html', () => `<html data-build="${build}"`);

/** Its policies above all; not what speaks of the bytes that came. */
function headersToKeep(page: Response): Headers {
  const headers = new Headers(page.headers);
  for (const name of ['content-encoding', 'content-length', 'etag', 'x-session']) headers.delete(name);
  return headers;
}

export interface PageAnswer {
  /** Work that goes on after the answer. */
  later: (work: Promise<unknown>) => void;
  /** The server asks for a login. */
  onLoggedOut: () => Promise<void>;
  waitMs?: number;
}

/** The server's page where it comes in time, else the kept one. */
export async function answerPage(
  network: Promise<Response>,
  { later, onLoggedOut, waitMs = WAIT_MS }: PageAnswer,
): Promise<Response> {
  const arrived = network.then(
    async (response) => {
      if (AWAY.has(response.status)) return null;
      // A navigation is not told where it is led: only the login leads away from the page. Emptied before it is
      // answered: later, it would take what the next login keeps.
      if (response.type === 'opaqueredirect') await onLoggedOut().catch(() => undefined);
      else later(keepShell(response.clone()).catch(() => undefined));
      return response;
    },
    () => null,
  );
  const inTime = await Promise.race([arrived, pause(waitMs)]);
  if (inTime) return inTime;
  return (await findInShells(pageKey())) ?? (await arrived) ?? network;
}

/** A file of the page, whose name changes with its content: the kept one, else the server's, which is then kept: it was used. */
export async function answerAsset(
  url: string,
  fetchIt: () => Promise<Response>,
  later: PageAnswer['later'],
): Promise<Response> {
  const kept = await findInShells(url).catch(() => null);
  if (kept) return kept;
  const response = await fetchIt();
  if (response.status === 200) later(keepAsset(url, response.clone()).catch(() => undefined));
  return response;
}

async function keepAsset(url: string, response: Response): Promise<void> {
  const newest = (await shells()).at(-1);
  if (newest !== undefined) await (await caches.open(newest)).put(url, response);
}

const pause = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null));
