/** From a row's card to the one below or above it; `step` is 1 or -1. */
export function focusNeighbour(list: Element, row: Element, step: number): void {
  const focusNext = () => {
    const index = Number(row.getAttribute('data-index')) + step;
    const next = list.querySelector<HTMLElement>(`[data-index="${index}"] article`);
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
    return next !== null;
  };
  if (focusNext()) return;
  // The page was scrolled away from the row with the focus; its neighbours are drawn when it is seen again.
  row.scrollIntoView({ block: 'nearest' });
  requestAnimationFrame(() => requestAnimationFrame(focusNext));
}
