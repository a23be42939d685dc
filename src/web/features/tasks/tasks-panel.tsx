import '../../styles/tasks/list-head.css';
import '../../styles/tasks/icon-masks.css';
import '../../styles/tasks/rows.css';
import '../../styles/tasks/takes.css';
import '../../styles/tasks/narrow-rows.css';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore, type RefObject } from 'react';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../api/api-context.ts';
import { taskListQuery } from '../../api/task-queries.ts';
import { useStore } from '../../lib/create-store.ts';
import { onDemand } from '../../lib/on-demand.ts';
import { toasts } from '../../lib/toasts.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { filterQuery } from '../../state/filters.ts';
import { formBeforeReload } from '../../state/form-before-reload.ts';
import { outbox } from '../../state/outbox.ts';
import { syncStatus } from '../../state/sync-status.ts';
import * as words from '../../strings/task-strings.ts';
import { startSync } from '../../sync/start-sync.ts';
import { taskCache } from '../../sync/task-cache.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { usePendingLook } from '../../ui/use-pending-look.ts';
import { BatchPlace } from '../batch/batch-place.tsx';
import { useFormActions } from '../compose/compose-context.ts';
import { watchFreshSounds } from '../player/fresh-sound.ts';
import { hasPlayed } from '../player/play-take.ts';
import { useCopyShortcut } from './actions/use-copy-shortcut.ts';
import { useFilters } from './filters/use-filters.ts';
import { EmptyList } from './list/empty-list.tsx';
import { toListItems } from './list/list-items.ts';
import { Notices } from './list/notices.tsx';
import type { Inspected } from './list/open-task-link.ts';
import { TaskList } from './list/task-list.tsx';
import { useRowKeys } from './list/use-row-keys.ts';
import { SelectionPlace } from './selection/selection-place.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';

const NothingFound = lazyComponent(() => import('./list/nothing-found.tsx'), 'NothingFound');
const ListError = lazyComponent(() => import('./list/list-error.tsx'), 'ListError');
const NewHidden = lazyComponent(() => import('./list/new-hidden.tsx'), 'NewHidden');
const Toasts = lazyComponent<'Toasts', object>(async () => {
  if (toasts.get().length === 0) await firstToast();
  return import('./actions/press-handlers.ts');
}, 'Toasts');
const TrashBar = lazyComponent(() => import('./trash/trash-bar.tsx'), 'TrashBar');
/** Not before the page is touched: it asks whether there is anything. */
const TrashLink = lazyComponent(
  async () => {
    await firstTouch();
    return import('./trash/trash-link.tsx');
  },
  'TrashLink',
  null,
);
const SessionButtons = lazyComponent(() => import('../connections/session-buttons.tsx'), 'SessionButtons');

const TYPING_MS = 150;
/** The page is drawn first. */
const MEASURE_AFTER_MS = 1500;
/** Below this the bar has two faces, px. */
const PHONE = 640;
const NO_TASKS: readonly Task[] = [];
const noEntries = () => [];
const firstToast = () =>
  new Promise<void>((resolve) => {
    const stop = toasts.subscribe(() => {
      stop();
      resolve();
    });
  });
const firstTouch = () =>
  new Promise((resolve) => {
    for (const type of ['pointerdown', 'keydown', 'scroll']) addEventListener(type, resolve, { once: true });
  });

/** Every task, live: newest first, or as the filters say. */
export function TasksPanel() {
  const api = useApi();
  useSync();
  useFormBeforeReload();
  const isReached = useStore(syncStatus, (status) => status.isReached);
  const hasSession = useStore(syncStatus, (status) => status.hasSession);
  const [filters] = useFilters();
  const query = useDebounced(filterQuery({ ...filters, q: filters.q.trim() }), TYPING_MS);
  const list = useInfiniteQuery(taskListQuery(api, query));
  const unanswered = useSyncExternalStore(outbox.subscribe, outbox.rows, noEntries);
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.tasks) ?? NO_TASKS, [list.data]);
  const items = useMemo(() => toListItems(tasks, query ? [] : unanswered), [tasks, unanswered, query]);
  const total = list.data?.pages[0]?.total ?? 0;
  useCopyShortcut(tasks);
  useRowKeys();
  const panel = useFace();
  useMeasuring(tasks);
  const isSlow = usePendingLook(list.isPending);

  return (
    <>
      <section ref={panel} id="tasks" aria-label={words.heading}>
        <Toolbar tasks={tasks} total={total} query={query} isSearching={list.isFetching && query !== ''} />
        <Notices />
        <BatchPlace />
        {filters.deleted ? <TrashBar total={total} query={query} /> : <SelectionPlace tasks={tasks} />}
        {list.isError && tasks.length === 0 && isReached && (
          <ListError error={list.error} onTryAgain={() => void list.refetch()} />
        )}
        {isSlow && list.isPending && <p className="mt-4 text-muted">{words.reading}</p>}
        {list.isSuccess && items.length === 0 && (query === '' ? <EmptyList /> : <NothingFound />)}
        {items.length > 0 && (
          <TaskList
            items={items}
            total={total + items.length - tasks.length}
            hasMore={list.hasNextPage}
            onMore={() => {
              if (!list.isFetchingNextPage) void list.fetchNextPage();
            }}
          />
        )}
        {items.length > 0 && !filters.deleted && !list.hasNextPage && <TrashLink />}
        {query !== '' && <NewHidden key={query} pressed={unanswered} tasks={tasks} />}
        {hasSession && <SessionButtons />}
      </section>
      <Toasts />
    </>
  );
}

/** Tells the phone's bar which of its faces is wanted: the player's, once the tasks reach its upper half. */
function useFace(): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!panel.current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.at(-1)?.isIntersecting === true;
        document.documentElement.dataset['face'] = isSeen ? 'tasks' : 'compose';
        if (isSeen && innerWidth < PHONE) hasPlayed.set(true);
      },
      { rootMargin: '0px 0px -50% 0px' },
    );
    watch.observe(panel.current);
    return () => watch.disconnect();
  }, []);
  return panel;
}

/** Measures takes in the background once there are some. */
function useMeasuring(tasks: readonly Task[]): void {
  const api = useApi();
  const client = useQueryClient();
  const isNeeded = tasks.some((task) => task.state === 'ready' && task.takes.some(({ heard }) => !heard));
  useEffect(() => {
    if (!isNeeded) return;
    const stop = new AbortController();
    const load = async () => {
      (await import('./list/measure-takes.ts')).startMeasuring(api, client, stop.signal);
    };
    setTimeout(() => void load().catch(() => undefined), MEASURE_AFTER_MS);
    return () => stop.abort();
  }, [api, client, isNeeded]);
}

function useFormBeforeReload(): void {
  const form = useFormActions();
  useEffect(() => {
    const before = formBeforeReload();
    if (before) form.change(before);
  }, [form]);
}

/** Keeps the cache as the server is, and announces what changes. */
function useSync(): void {
  const api = useApi();
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    startSync(api, client, stop.signal);
    return () => stop.abort();
  }, [api, client]);
  useEffect(() => {
    const load = async () => (await import('./list/list-news.ts')).createListNews();
    const news = onDemand(load);
    // A change that cannot be said is still in the list; one that leaves the state as it was is no news.
    return taskCache(client).onChange((change) => {
      if (change.before?.state === change.now.state) return;
      news.run((tell) => tell(change)).catch(() => undefined);
    });
  }, [client]);
  useEffect(() => watchFreshSounds(taskCache(client)), [client]);
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const { inspected = null } = (history.state ?? {}) as { inspected?: Inspected };
    if (!query.has('task') && !inspected) return;
    const open = async () =>
      (await import('./list/open-task-link.ts')).openTaskLink(api, client, query, inspected);
    void open().catch(() => undefined);
  }, [api, client]);
}
