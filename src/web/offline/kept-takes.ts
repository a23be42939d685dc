import { takesCache } from './cache-names.ts';

/** What takes may fill. The browser may allow less. */
const TAKES_MAX_BYTES = 300_000_000;
/** Of what the browser would let this origin have. */
const SHARE_OF_QUOTA = 0.25;

/** Kept by address alone. */
const ANY_VARY = { ignoreVary: true };

interface KeepOptions {
  cache: Cache;
  maxBytes: number;
  fetchIt?: (url: string) => Promise<Response>;
}

export const openTakes = (): Promise<Cache> => caches.open(takesCache());

/** How much room takes have here, bytes. */
export async function roomForTakes(): Promise<number> {
  // Safari before 17 and WebKitGTK do not tell.
  const { storage } = navigator as Partial<Pick<Navigator, 'storage'>>;
  const { quota = Infinity } = (await storage?.estimate?.()) ?? {};
  return Math.min(TAKES_MAX_BYTES, quota * SHARE_OF_QUOTA);
}

const sizeOf = (response: Response): number => Number(response.headers.get('content-length') ?? 0);

/**
 * Keeps a take's audio, as the one used last: those used longest ago make room. What has not its end yet, and what does
 * not fit, is not kept.
 * @returns whether it is kept now
 */
export async function keepTake(
  url: string,
  { cache, maxBytes, fetchIt = fetch }: KeepOptions,
): Promise<boolean> {
  const key = new URL(url, location.href).href;
  const known = await cache.match(key, ANY_VARY);
  // A cache lists its entries in the order in which they were put.
  if (known && (await cache.keys()).at(-1)?.url === key) return true;
  const whole = known ?? (await wholeTake(await fetchIt(key)));
  if (whole === null || sizeOf(whole) > maxBytes) return false;
  await makeRoom(cache, maxBytes - sizeOf(whole), key);
  try {
    await cache.put(key, whole.clone());
  } catch {
    // The disk, or the browser's own limit, holds less than was thought.
    await makeRoom(cache, maxBytes / 2 - sizeOf(whole), key);
    await cache.put(key, whole);
  }
  return true;
}

/** Null for what may still change: the server lets only finished takes be cached. */
async function wholeTake(response: Response): Promise<Response | null> {
  const isFinal = response.status === 200 && !response.headers.get('cache-control')?.includes('no-store');
  if (!isFinal) {
    await response.body?.cancel();
    return null;
  }
  const blob = await response.blob();
  const headers = new Headers(response.headers);
  headers.set('content-length', String(blob.size));
  return new Response(blob, { headers });
}

/** Takes away those used longest ago, until the others fill no more than `bytes`. */
async function makeRoom(cache: Cache, bytes: number, but: string): Promise<void> {
  const keys = (await cache.keys()).filter(({ url }) => url !== but);
  const sizes = await Promise.all(
    keys.map(async (key) => {
      const kept = await cache.match(key, ANY_VARY);
      return kept ? sizeOf(kept) : 0;
    }),
  );
  let filled = sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, key] of keys.entries()) {
    if (filled <= bytes) return;
    await cache.delete(key, ANY_VARY);
    filled -= sizes[index] ?? 0;
  }
}

const GONE: ReadonlySet<number> = new Set([404, 410]);
const UNAUTHORIZED = 401;

/** The task that a kept take belongs to. */
export const taskOf = (url: string): string =>
  decodeURIComponent(/\/api\/tasks\/([^/]+)\/takes\//.exec(url)?.[1] ?? '');

export async function dropTakesOf(cache: Cache, taskId: string): Promise<void> {
  for (const key of await cache.keys()) if (taskOf(key.url) === taskId) await cache.delete(key, ANY_VARY);
}

/** The browser's own cache would answer for a day, also of what is deleted. */
const askServer = async (url: string): Promise<number> =>
  (await fetch(url, { method: 'HEAD', cache: 'no-store' })).status;

/**
 * Asks the server about kept takes, one after the other, and drops those that were deleted for good.
 * @param isWanted by task id: those to ask about
 * @param ask answers with the status of a HEAD request, which no worker touches
 * @returns false when the login has ended
 */
export async function dropGone(
  cache: Cache,
  isWanted: (taskId: string) => boolean,
  ask: (url: string) => Promise<number> = askServer,
): Promise<boolean> {
  for (const key of await cache.keys()) {
    if (!isWanted(taskOf(key.url))) continue;
    const status = await ask(key.url);
    if (status === UNAUTHORIZED) return false;
    if (GONE.has(status)) await cache.delete(key, ANY_VARY);
  }
  return true;
}
