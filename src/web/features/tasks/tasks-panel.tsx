import '../../styles/tasks.css';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import type { Connection } from '#shared/connection.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { taskKeys } from '../../api/task-keys.ts';
import { taskListQuery } from '../../api/task-queries.ts';
import { announce } from '../../lib/announce.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { filterQuery, noFilters, type Filters } from '../../state/filters.ts';
import { outbox } from '../../state/outbox.ts';
import { errorText } from '../../strings/problem-strings.ts';
import * as words from '../../strings/task-strings.ts';
import { createAnnouncer } from '../../sync/announcements.ts';
import { startSync } from '../../sync/start-sync.ts';
import { taskCache } from '../../sync/task-cache.ts';
import { Button } from '../../ui/button.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { usePendingLook } from '../../ui/use-pending-look.ts';
import { useToasts } from '../../ui/use-toasts.ts';
import { useCopyKey } from './actions/use-copy-shortcut.ts';
import { BoardContext, type Board } from './board-context.ts';
import { useFilters } from './filters/use-filters.ts';
import { EmptyList } from './list/empty-list.tsx';
import { toListItems } from './list/list-items.ts';
import { NothingFound } from './list/nothing-found.tsx';
import { Notices } from './list/notices.tsx';
import { TaskList } from './list/task-list.tsx';
import { SelectedTasks } from './selection/selected-tasks.tsx';
import { Selection } from './selection/selection-store.ts';
import { useSelectionKeys } from './selection/use-selection-keys.ts';
import type { TaskSlots } from './task-slots.ts';
import { Toolbar } from './toolbar/toolbar.tsx';

export interface TasksPanelProps {
  api: Api;
  connection?: Connection | undefined;
  /** Puts a request into the form. */
  onEdit: (request: KnownRequest) => void;
  /** Pieces of other features that stand here. */
  slots?: TaskSlots;
}

const TYPING_MS = 150;
const NO_TASKS: readonly Task[] = [];
const noRows = () => [];

/** Every task, live: newest first, or as the filters say. */
export function TasksPanel({ api, connection, onEdit, slots }: TasksPanelProps) {
  const client = useQueryClient();
  const isReached = useLive(api);
  const { toasts, show, close } = useToasts();
  const region = useRef<HTMLElement>(null);
  const [selection] = useState(() => new Selection());
  const [filters, setFilters] = useFilters();
  const filter = useCallback(
    (next: Filters) => {
      // What is picked is always in sight.
      selection.end();
      setFilters(next);
    },
    [selection, setFilters],
  );
  const query = useDebounced(filterQuery({ ...filters, q: filters.q.trim() }), TYPING_MS);

  const list = useInfiniteQuery(taskListQuery(api, query));
  const unanswered = useSyncExternalStore(outbox.subscribe, outbox.rows, noRows);
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.tasks) ?? NO_TASKS, [list.data]);
  const rows = useMemo(() => toListItems(tasks, query ? [] : unanswered), [tasks, unanswered, query]);
  useEffect(
    () => selection.setOrder(rows.flatMap((row) => (row.kind === 'task' ? row.id : []))),
    [selection, rows],
  );
  useSelectionKeys(selection);
  const total = list.data?.pages[0]?.total ?? 0;

  const keyPage = connection?.keyPage ?? null;
  const board = useMemo<Board>(
    () => ({
      api,
      onEdit,
      toast: show,
      keyPage,
      focusAfter: (id) => focusBeside(region.current, id),
      selection,
      Details: slots?.Details,
      onTag: (tag) => filter({ ...noFilters, tag: [tag] }),
    }),
    [api, onEdit, show, keyPage, selection, slots?.Details, filter],
  );
  useCopyKey(tasks, show);
  const isSlow = usePendingLook(list.isPending);

  return (
    <BoardContext value={board}>
      <section ref={region} id="tasks" aria-labelledby="tasks-heading" className="lg:pt-6">
        <Toolbar
          api={api}
          tasks={tasks}
          total={total}
          filters={filters}
          onFilter={filter}
          isSearching={list.isFetching && query !== ''}
          slots={slots}
          onImported={() => void client.invalidateQueries({ queryKey: taskKeys.lists })}
        />
        <Notices connection={connection} isReached={isReached} />
        {slots?.above}
        {slots && <SelectedTasks tasks={tasks} BulkBar={slots.BulkBar} />}
        {list.isError && tasks.length === 0 && isReached && (
          <div role="alert" className="mt-4 grid justify-items-start gap-2">
            <p>{errorText(list.error)}</p>
            <Button onClick={() => void list.refetch()}>{words.tryAgain}</Button>
          </div>
        )}
        {isSlow && list.isPending && <p className="mt-4 text-muted">{words.reading}</p>}
        {list.isSuccess &&
          rows.length === 0 &&
          (query === '' ? (
            <EmptyList onPick={onEdit} />
          ) : (
            <NothingFound filters={filters} onClear={() => filter(noFilters)} />
          ))}
        {rows.length > 0 && (
          <TaskList
            rows={rows}
            total={total + rows.length - tasks.length}
            hasMore={list.hasNextPage}
            onMore={() => {
              if (!list.isFetchingNextPage) void list.fetchNextPage();
            }}
          />
        )}
      </section>
      <Toasts toasts={toasts} onClose={close} />
    </BoardContext>
  );
}

/** The event stream and what is said of it, for as long as the board is there. */
function useLive(api: Api): boolean {
  const client = useQueryClient();
  const [isReached, setIsReached] = useState(true);
  useEffect(() => {
    const stop = new AbortController();
    startSync(api, client, (status) => setIsReached(status.isReached), stop.signal);
    return () => stop.abort();
  }, [api, client]);
  useEffect(() => taskCache(client).onChange(createAnnouncer(announce)), [client]);
  return isReached;
}

/** Where a card goes away, focus goes to the next one, or the one before, or the heading. */
function focusBeside(region: HTMLElement | null, id: string): void {
  const row = region?.querySelector(`[data-row="${CSS.escape(id)}"]`);
  if (!row?.contains(document.activeElement)) return;
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  const target = beside?.querySelector<HTMLElement>('article') ?? region?.querySelector<HTMLElement>('h2');
  target?.focus();
}
