import './tasks.css';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import type { Connection } from '#contract/api.ts';
import type { KnownRequest } from '#contract/sound.ts';
import type { Task } from '#contract/task.ts';

import { announce } from '../../announce.ts';
import type { Api } from '../../api.ts';
import { filterQuery, noFilters, type Filters } from '../../filters.ts';
import { Button } from '../../ui/button.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { usePendingLook } from '../../ui/use-pending-look.ts';
import * as words from '../../words/board.ts';
import { errorText } from '../../words/problems.ts';
import { createAnnouncer } from './announcements.ts';
import { BoardContext, type Board } from './board-context.ts';
import { Empty } from './empty.tsx';
import { startLive } from './live.ts';
import { NothingFound } from './nothing-found.tsx';
import { Notices } from './notices.tsx';
import { outbox } from './outbox.ts';
import { Picked } from './picked.tsx';
import { taskListQuery } from './queries.ts';
import { toRows } from './rows.ts';
import { Selection } from './selection.ts';
import type { TaskSlots } from './slots.ts';
import { taskKeys } from './task-keys.ts';
import { TaskList } from './task-list.tsx';
import { taskMemory } from './task-memory.ts';
import { Toolbar } from './toolbar.tsx';
import { useCopyKey } from './use-copy-key.ts';
import { useFilters } from './use-filters.ts';
import { useSelectionKeys } from './use-selection-keys.ts';
import { useSettled } from './use-settled.ts';
import { useToasts } from './use-toasts.ts';

export interface TasksProps {
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
export function Tasks({ api, connection, onEdit, slots }: TasksProps) {
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
  const query = useSettled(filterQuery({ ...filters, q: filters.q.trim() }), TYPING_MS);

  const list = useInfiniteQuery(taskListQuery(api, query));
  const unanswered = useSyncExternalStore(outbox.subscribe, outbox.rows, noRows);
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.tasks) ?? NO_TASKS, [list.data]);
  const rows = useMemo(() => toRows(tasks, query ? [] : unanswered), [tasks, unanswered, query]);
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
        {slots && <Picked tasks={tasks} BulkBar={slots.BulkBar} />}
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
            <Empty onPick={onEdit} />
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
    startLive(api, client, (status) => setIsReached(status.isReached), stop.signal);
    return () => stop.abort();
  }, [api, client]);
  useEffect(() => taskMemory(client).onChange(createAnnouncer(announce)), [client]);
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
