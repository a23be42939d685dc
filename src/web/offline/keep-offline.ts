import { hashKey, type QueryClient } from '@tanstack/react-query';

import { takesOf } from '#shared/task.ts';

import { connectionsQuery, type Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { playback } from '../features/player/playback.ts';
import { debounce } from '../lib/debounce.ts';
import { noteSync, syncStatus } from '../state/sync-status.ts';
import { taskCache, type TaskPages } from '../sync/task-cache.ts';
import { shellCache } from './cache-names.ts';
import { eraseKept, keepList, listNow, mayKeep } from './kept-list.ts';
import { dropGone, dropTakesOf, keepTake, openTakes, roomForTakes } from './kept-takes.ts';

/** Changes of the list are gathered for so long. */
const WRITE_MS = 1000;

const LIST_HASH = hashKey(taskKeys.list(''));

/** One after the other, so that nothing here competes with what the person does; what fails is tried at the next occasion. */
function newQueue(): (work: () => Promise<unknown>) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch(() => undefined);
  };
}
const inTurn = newQueue();
/** What is to go from the browser does not wait until the page's own files are kept. */
const takesInTurn = newQueue();

/** Keeps the page, its list and the takes that are played or kept, from now on. Runs once. */
export function keepOffline(api: Api, client: QueryClient): void {
  inTurn(() => navigator.serviceWorker.register('service-worker.js', { updateViaCache: 'none' }));
  inTurn(keepUsedFiles);
  watchLogin();
  watchList(api, client);
  watchPlayback();
  watchDeleted(client);
}

/** What this page has fetched before there was a worker, and what it would need to say that something went wrong. */
async function keepUsedFiles(): Promise<void> {
  await navigator.serviceWorker.ready;
  await loadWhatTroubleNeeds();
  const shell = await ownShell();
  if (!shell) return;
  const used = performance.getEntriesByType('resource').map((entry) => entry.name.split('#')[0] ?? '');
  const files = new Set(used.filter((url) => url.startsWith(new URL('./assets/', location.href).href)));
  for (const file of files) if (!(await shell.match(file, { ignoreVary: true }))) await shell.add(file);
}

/** The cache of this page's own build; null where the server is newer than the page. */
async function ownShell(): Promise<Cache | null> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  for (const name of await caches.keys()) {
    if (!name.startsWith(shellCache())) continue;
    const shell = await caches.open(name);
    if (await shell.match(script, { ignoreVary: true })) return shell;
  }
  return null;
}

const loadWhatTroubleNeeds = () =>
  Promise.allSettled([
    import('./show-kept.ts'),
    import('../features/compose/sound-resolver.ts'),
    import('../features/player/player-bar.tsx'),
    import('../features/player/loop-sound.ts'),
    import('../features/player/playback-problem.tsx'),
    import('../features/tasks/list/notice-texts.tsx'),
    import('../features/tasks/trouble/trouble-body.tsx'),
    import('../features/tasks/trouble/unsent-card.tsx'),
    import('../strings/problem-strings.ts'),
  ]);

/** Nothing of a login outlives it, in any tab: each hears of its end by its next call. */
function watchLogin(): void {
  const check = () => {
    if (!syncStatus.get().isLoggedOut) return;
    asked.clear();
    void eraseKept();
  };
  syncStatus.subscribe(check);
  check();
}

function watchList(api: Api, client: QueryClient): void {
  const write = () =>
    inTurn(async () => {
      const list = listNow(api, client);
      if (list && syncStatus.get().isReached) await keepList(list);
    });
  const writeLater = debounce(write, WRITE_MS);
  const watched = new Set([LIST_HASH, hashKey(connectionsQuery(api).queryKey)]);
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !watched.has(query.queryHash)) return;
    writeLater();
    keepWanted(client);
  });
  writeLater();
  keepWanted(client);
}

const asked = new Set<string>();

function keep(url: string): void {
  takesInTurn(async () => {
    // The browser's own cache would still answer.
    if (mayKeep()) await keepTake(url, { cache: await openTakes(), maxBytes: await roomForTakes() });
  });
}

/** Takes that the person has said to keep. */
function keepWanted(client: QueryClient): void {
  const tasks = client.getQueryData<TaskPages>(taskKeys.list(''))?.pages[0]?.tasks ?? [];
  for (const task of tasks) {
    for (const { verdict, audio } of takesOf(task)) {
      if (verdict !== 'keep' || asked.has(audio) || !mayKeep()) continue;
      asked.add(audio);
      keep(audio);
    }
  }
}

function watchPlayback(): void {
  let before: string | null = null;
  const check = () => {
    const { src, status } = playback.state();
    if (status !== 'playing' || src === before) return;
    before = src;
    if (src !== null) keep(src);
  };
  playback.store.subscribe(check);
  check();
}

function watchDeleted(client: QueryClient): void {
  const cache = taskCache(client);
  // Deleted, here or elsewhere; restored, it is kept again when it is played.
  const told = new Set<string>();
  cache.onListChange(({ gone }) => {
    if (gone === undefined) return;
    told.add(gone);
    takesInTurn(async () => dropTakesOf(await openTakes(), gone));
  });
  const dropGoneOf = (isWanted: (taskId: string) => boolean) =>
    takesInTurn(async () => {
      if (!(await dropGone(await openTakes(), isWanted))) noteSync({ isLoggedOut: true });
    });
  // Deleted for good while no page of ours was open.
  dropGoneOf((id) => cache.get(id) === undefined);
  // Deleted while this page slept: nothing told of it, the list read anew is without it.
  let listed = listedIds(client);
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== LIST_HASH) return;
    const now = listedIds(client);
    const left = new Set([...listed].filter((id) => !now.has(id)));
    listed = now;
    // Restored, it can go again.
    for (const id of now) told.delete(id);
    if (left.size > 0) dropGoneOf((id) => left.has(id) && !told.has(id));
  });
}

function listedIds(client: QueryClient): ReadonlySet<string> {
  const pages = client.getQueryData<TaskPages>(taskKeys.list(''))?.pages ?? [];
  return new Set(pages.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
}
