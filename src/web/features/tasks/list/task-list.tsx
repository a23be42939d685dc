import {
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { hasCompactRows } from '../../../state/preferences.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { asTask } from '../card/as-task.ts';
import { TaskCard } from '../card/task-card.tsx';
import { selection } from '../selection/selection-store.ts';
import type { ListItem } from './list-items.ts';
import { taskAt } from './row-of.ts';
import { useRowWindow } from './use-row-window.ts';

const NewAbove = lazyComponent(() => import('./new-above.tsx'), 'NewAbove', null);
const DeletedCard = lazyComponent(() => import('../trash/deleted-card.tsx'), 'DeletedCard');
const UnsentCard = lazyComponent(() => import('../trouble/unsent-card.tsx'), 'UnsentCard');

/** A longer list draws only what is seen. */
const PLAIN_MAX = 20;
/** Of a list that is long from the start, so many until what draws it has come: more than a screen. */
const FIRST_ITEMS = 12;
/** So many at once, and with each frame as many more: no key waits for them. */
const SLICE = 1;
const FRAME_MS = 16;
/** The next page is asked for this far before its place is seen. */
const AHEAD = '1200px';

/** As in styles/tasks/narrow-rows.css: below these widths rows are stacked, and a phone's. */
const STACKED_BELOW = 720;
const PHONE_BELOW = 560;
const HEIGHTS = { normal: 88, compact: 48, stacked: 116, phone: 213 };

/** Of a row that nobody opened; on a phone, of most. */
function rowHeightOf(width: number, isCompact: boolean): number {
  if (width < PHONE_BELOW) return HEIGHTS.phone;
  if (isCompact) return HEIGHTS.compact;
  return width < STACKED_BELOW ? HEIGHTS.stacked : HEIGHTS.normal;
}

interface TaskListProps {
  items: readonly ListItem[];
  /** Known tasks, also those not loaded yet. */
  total: number;
  hasMore: boolean;
  onMore: () => void;
}

export function TaskList({ items, total, hasMore, onMore }: TaskListProps) {
  const list = useRef<HTMLUListElement>(null);
  const focused = useFocusedTask(list);
  const [offset, setOffset] = useState(0);
  const [width, setWidth] = useState(0);
  // The press shows on its button at once; the rows follow.
  const isCompact = useDeferredValue(useStore(hasCompactRows));
  const kept = focused === null ? -1 : items.findIndex(({ id }) => id === focused);
  const keyOf = useCallback((index: number) => items[index]?.id ?? String(index), [items]);
  const shown = useRowWindow(width > 0 && items.length > PLAIN_MAX, {
    count: items.length,
    keyOf,
    offset,
    kept: kept < 0 ? null : kept,
    rowHeight: rowHeightOf(width, isCompact),
    list,
  });
  const [lastFocused, setLastFocused] = useState<string | null>(null);
  if (focused !== null && focused !== lastFocused) setLastFocused(focused);
  const current = items.some(({ id }) => id === lastFocused) ? lastFocused : (items[0]?.id ?? null);
  const lastTop = useLastTop(items[0]?.id ?? null, offset);
  const isSelecting = useStore(selection, (state) => state.isOn);
  const most = items.length > 2 * PLAIN_MAX ? FIRST_ITEMS : items.length;
  const sliced = useSlices(most);

  useEffect(() => {
    if (isCompact) void import('./compact-rows.ts').catch(() => undefined);
  }, [isCompact]);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      const box = element.getBoundingClientRect();
      setOffset(Math.round(box.top + window.scrollY));
      setWidth(Math.round(box.width));
    });
    // What grows above the list makes the page longer.
    watch.observe(document.body);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const drawn = shown
    ? shown.rows.flatMap(({ index, top }) => {
        const item = items[index];
        return item ? [{ item, index, top }] : [];
      })
    : items.slice(0, Math.min(sliced, most)).map((item, index) => ({ item, index, top: null }));

  return (
    <>
      {lastTop !== null && <NewAbove items={items} seen={lastTop} />}
      <ul
        translate="no"
        ref={list}
        aria-label={words.list}
        className={`bare-list rows ${shown ? 'relative box-content [overflow-anchor:none]' : ''}`}
        data-density={isCompact ? 'compact' : 'normal'}
        data-selecting={isSelecting || undefined}
        style={shown ? { height: shown.height } : undefined}
      >
        {drawn.map(({ item, index, top }) => (
          <li
            key={item.id}
            ref={shown?.measure}
            data-index={index}
            data-task={item.id}
            aria-posinset={index + 1}
            aria-setsize={hasMore ? total : items.length}
            className={top === null ? undefined : 'absolute inset-x-0'}
            style={top === null ? undefined : { top }}
          >
            <ItemCard item={item} isCurrent={item.id === current} />
          </li>
        ))}
      </ul>
      {hasMore && sliced === Infinity && <More key={items.length} onMore={onMore} />}
    </>
  );
}

/** How many of the first `most` rows are drawn so far; Infinity once all have been, and from then on. */
function useSlices(most: number): number {
  const [count, setCount] = useState(SLICE);
  useEffect(() => {
    if (count === Infinity) return;
    const next = count < most ? count + SLICE : Infinity;
    // Not a frame: a tab in the background has none.
    const timer = setTimeout(() => startTransition(() => setCount(next)), FRAME_MS);
    return () => clearTimeout(timer);
  }, [count, most]);
  return count;
}

/** The row that was on top when it was last seen, so far down the page; null while it is seen. */
function useLastTop(top: string | null, offset: number): string | null {
  const [isBelow, setIsBelow] = useState(false);
  const [seen, setSeen] = useState(top);
  useEffect(() => {
    const ending = new AbortController();
    const onScroll = () => setIsBelow(window.scrollY > offset);
    window.addEventListener('scroll', onScroll, { passive: true, signal: ending.signal });
    return () => ending.abort();
  }, [offset]);
  if (!isBelow && seen !== top) setSeen(top);
  return isBelow ? seen : null;
}

function ItemCard({ item, isCurrent }: { item: ListItem; isCurrent: boolean }) {
  if (item.kind === 'task')
    return item.task.deletedAt === undefined ? (
      <TaskCard task={item.task} isCurrent={isCurrent} />
    ) : (
      <DeletedCard task={item.task} deletedAt={item.task.deletedAt} isCurrent={isCurrent} />
    );
  return item.entry.status === 'sending' || item.entry.status === 'elsewhere' ? (
    <TaskCard task={asTask(item.entry)} isCurrent={isCurrent} />
  ) : (
    <UnsentCard entry={item.entry} isCurrent={isCurrent} />
  );
}

/** Asks for older tasks before they are reached; a button for whoever does not scroll. */
function More({ onMore }: { onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [onMore]);
  return (
    <div ref={place} className="pt-3 text-center">
      <Button look="quiet" onClick={onMore}>
        {words.older}
      </Button>
    </div>
  );
}

/** The row that has the focus. */
function useFocusedTask(list: RefObject<HTMLElement | null>): string | null {
  const [focused, setFocused] = useState<string | null>(null);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const ending = new AbortController();
    const { signal } = ending;
    const onFocus = ({ target }: FocusEvent) => setFocused(taskAt(target));
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setFocused(null);
    };
    element.addEventListener('focusin', onFocus, { signal });
    element.addEventListener('focusout', onBlur, { signal });
    return () => ending.abort();
  }, [list]);
  return focused;
}
