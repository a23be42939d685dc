import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
  type VirtualizerOptions,
} from '@tanstack/react-virtual';

/** Which rows to draw, and where. */
export interface RowWindow {
  rows: readonly { index: number; top: number }[];
  height: number;
  measure: (element: HTMLElement | null) => void;
}

export interface RowWindowOptions {
  count: number;
  keyOf: (index: number) => string;
  /** Distance of the list from the top of the page. */
  offset: number;
  /** Row that stays drawn wherever the page is scrolled: the one with the focus. */
  kept: number | null;
  /** Of a row that nobody opened. */
  rowHeight: number;
}

/**
 * The virtualiser without its React hook, so that it and this file come only with a long list, and the list does not
 * change its elements when they do.
 */
export function createRowWindow(
  first: RowWindowOptions,
  heights: Map<string, number>,
  onWindow: (window: RowWindow) => void,
) {
  let options = first;
  const measure = (element: HTMLElement | null) => virtualizer.measureElement(element);
  let told: { items: unknown; height: number } | null = null;

  const tell = () => {
    const items = virtualizer.getVirtualItems();
    const height = virtualizer.getTotalSize();
    if (told?.items === items && told.height === height) return;
    told = { items, height };
    const rows = items.map(({ index, start }) => ({ index, top: start - options.offset }));
    onWindow({ rows, height, measure });
  };

  const settings = (): VirtualizerOptions<Window, HTMLElement> => ({
    count: options.count,
    getItemKey: options.keyOf,
    scrollMargin: options.offset,
    estimateSize: (index) => heights.get(options.keyOf(index)) ?? options.rowHeight,
    overscan: 4,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    // Scrolled into the list, what is read stays in place when rows arrive above; at its top, the new row is what to see.
    anchorTo: window.scrollY > options.offset ? 'end' : 'start',
    scrollEndThreshold: -1,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const { kept, count } = options;
      return kept === null || kept >= count || rows.includes(kept)
        ? rows
        : [...rows, kept].sort((a, b) => a - b);
    },
    onChange: tell,
  });

  const virtualizer = new Virtualizer<Window, HTMLElement>(settings());
  const unmount = virtualizer._didMount();
  /** To be told before the rows that the options describe are measured. */
  const setOptions = (next: RowWindowOptions): void => {
    const isOtherHeight = next.rowHeight !== options.rowHeight;
    options = next;
    virtualizer.setOptions(settings());
    if (isOtherHeight) {
      heights.clear();
      virtualizer.measure();
    }
  };
  return {
    setOptions,
    show(next: RowWindowOptions): void {
      setOptions(next);
      virtualizer._willUpdate();
      tell();
    },
    stop: unmount,
  };
}
